// What the page does by itself: quotes at their numbers, the article beside the answer, forms handed to Gradio.
// No address but this page's own, nothing kept but which look was chosen.
(() => {
  "use strict";
  const $ = (selector, root = document) => root.querySelector(selector);
  const touch = () => matchMedia("(hover: none)").matches;
  let reader = null; // what fetches an article
  let opener = null; // what the focus goes back to

  // quotes at their numbers

  const bubble = document.createElement("div");
  bubble.className = "bubble";
  bubble.id = "bubble";
  bubble.hidden = true;
  let shownAt = null;
  let leaving = 0;

  function showQuote(button) {
    const quoted = document.getElementById(button.dataset.quote);
    if (!quoted) return;
    clearTimeout(leaving);
    bubble.replaceChildren(...[...quoted.childNodes].map((each) => each.cloneNode(true)));
    if (touch()) {
      const open = document.createElement("button");
      open.type = "button";
      open.textContent = "Open the article";
      open.addEventListener("click", () => { const at = shownAt; hideQuote(); read(at); });
      bubble.append(open);
    }
    if (!bubble.isConnected) ($(".gradio-container") || document.body).append(bubble);
    bubble.hidden = false;
    shownAt = button;
    const at = button.getBoundingClientRect();
    const width = Math.min(420, innerWidth - 24);
    bubble.style.width = `${width}px`;
    const left = Math.max(12, Math.min(at.left + at.width / 2 - width / 2, innerWidth - width - 12));
    const above = at.top > bubble.offsetHeight + 16;
    bubble.style.left = `${left}px`;
    bubble.style.top = `${above ? at.top - bubble.offsetHeight - 8 : at.bottom + 8}px`;
  }

  function hideQuote() {
    bubble.hidden = true;
    shownAt = null;
  }

  function leaveSoon() {
    clearTimeout(leaving);
    leaving = setTimeout(hideQuote, 160);
  }

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType !== "mouse") return;
    const cite = event.target.closest?.(".cite[data-quote]");
    if (cite) showQuote(cite);
    else if (event.target.closest?.("#bubble")) clearTimeout(leaving);
    else if (!bubble.hidden && document.activeElement !== shownAt) leaveSoon();
  });
  document.addEventListener("focusin", (event) => {
    const cite = event.target.closest?.(".cite[data-quote]");
    if (cite && cite.matches(":focus-visible")) showQuote(cite);
    else if (!event.target.closest?.("#bubble")) hideQuote();
  });
  document.addEventListener("scroll", () => { if (!bubble.hidden) hideQuote(); }, { capture: true, passive: true });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (!bubble.hidden) hideQuote();
    else closeReader();
  });

  // the article beside the answer

  async function read(button) {
    const pane = document.getElementById("article");
    if (!pane || !reader) return;
    const { article, start, end } = button.dataset;
    opener = button.closest("#article") ? opener : button;
    const page = $(".page", pane);
    pane.hidden = false;
    document.documentElement.classList.add("reading");
    page.setAttribute("aria-busy", "true");
    try {
      page.innerHTML = await reader.read({ article, start, end }); // escaped where it is made
    } catch {
      page.textContent = "The article could not be fetched. Is Parley still running?";
    }
    page.removeAttribute("aria-busy");
    const mark = $("mark", page);
    page.scrollTop = 0;
    if (mark) {
      const offset = mark.getBoundingClientRect().top - page.getBoundingClientRect().top;
      page.scrollTop = Math.max(0, offset - page.clientHeight / 3);
    }
    $("h2", page)?.focus({ preventScroll: true });
  }

  function closeReader() {
    const pane = document.getElementById("article");
    if (!pane || pane.hidden) return;
    pane.hidden = true;
    document.documentElement.classList.remove("reading");
    if (opener?.isConnected) opener.focus({ preventScroll: true });
  }

  // what the parts hand to Gradio

  function valuesOf(element) {
    const values = { ...element.dataset };
    if (element instanceof HTMLFormElement) {
      for (const [name, value] of new FormData(element)) values[name] = value;
    }
    const turn = element.closest("[data-turn]");
    if (turn) values.turn = turn.dataset.turn;
    return values;
  }

  const done = {
    read: (element) => {
      if (element.matches(".cite") && touch() && shownAt !== element) showQuote(element);
      else { hideQuote(); read(element); }
    },
    again: (element, trigger) => trigger("ask_again", valuesOf(element)),
  };

  function attach(element, trigger, server) {
    if (server?.read) reader = server;
    element.addEventListener("click", (event) => {
      const button = event.target.closest("[data-do]:not(form)");
      if (button && element.contains(button)) done[button.dataset.do]?.(button, trigger);
    });
    element.addEventListener("submit", (event) => {
      event.preventDefault();
      const form = event.target.closest("form[data-do]");
      if (form) done[form.dataset.do]?.(form, trigger);
    });
  }

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-close=article]")) closeReader();
    const inside = event.target.closest("#article [data-do=read]");
    if (inside) read(inside);
    if (!event.target.closest(".cite, #bubble")) hideQuote();
  });

  window.parleyPage = { attach };
})();
