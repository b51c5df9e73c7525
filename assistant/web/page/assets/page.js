// What the page does by itself: quotes at their numbers, the article beside the answer, forms handed to Gradio.
// No address but this page's own; nothing is kept but which look was chosen.
(() => {
  "use strict";
  const root = document.documentElement;
  const $ = (selector, within = document) => within.querySelector(selector);
  const $$ = (selector, within = document) => [...within.querySelectorAll(selector)];
  const byId = (id) => document.getElementById(id);
  const touch = () => matchMedia("(hover: none)").matches;
  let reader = null; // what fetches an article
  let opener = null; // what the focus goes back to

  // light or dark

  const look = localStorage.getItem("parley-look");
  if (look) root.dataset.look = look;

  function turnLook() {
    const dark = root.dataset.look ? root.dataset.look === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.look = dark ? "light" : "dark";
    localStorage.setItem("parley-look", root.dataset.look);
    document.body.classList.toggle("dark", !dark);
  }

  // quotes at their numbers

  const bubble = document.createElement("div");
  bubble.className = "bubble";
  bubble.id = "bubble";
  bubble.hidden = true;
  let shownAt = null;
  let leaving = 0;

  function showQuote(cite) {
    const quoted = byId(cite.dataset.quote);
    if (!quoted) return;
    clearTimeout(leaving);
    hideQuote();
    bubble.replaceChildren(...[...quoted.childNodes].map((each) => each.cloneNode(true)));
    if (touch()) {
      const open = document.createElement("button");
      open.type = "button";
      open.className = "plain";
      open.textContent = "Open the article";
      open.addEventListener("click", () => { hideQuote(); read(cite); });
      bubble.append(open);
    }
    if (!bubble.isConnected) ($(".gradio-container") || document.body).append(bubble);
    const width = Math.min(420, innerWidth - 24);
    bubble.style.width = `${width}px`;
    bubble.hidden = false;
    shownAt = cite;
    cite.classList.add("shown");
    const at = cite.getBoundingClientRect();
    const left = Math.max(12, Math.min(at.left + at.width / 2 - width / 2, innerWidth - width - 12));
    const above = at.top > bubble.offsetHeight + 16;
    bubble.style.left = `${left}px`;
    bubble.style.top = `${above ? at.top - bubble.offsetHeight - 8 : at.bottom + 8}px`;
  }

  function hideQuote() {
    bubble.hidden = true;
    shownAt?.classList.remove("shown");
    shownAt = null;
  }

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType !== "mouse") return;
    const cite = event.target.closest?.(".cite[data-quote]");
    if (cite) { if (cite !== shownAt) showQuote(cite); clearTimeout(leaving); }
    else if (event.target.closest?.("#bubble")) clearTimeout(leaving);
    else if (!bubble.hidden && document.activeElement !== shownAt) {
      clearTimeout(leaving);
      leaving = setTimeout(hideQuote, 160);
    }
  });
  document.addEventListener("focusin", (event) => {
    const cite = event.target.closest?.(".cite[data-quote]");
    if (cite && cite.matches(":focus-visible")) showQuote(cite);
    else if (!event.target.closest?.("#bubble, .cite")) hideQuote();
  });
  document.addEventListener("scroll", (event) => {
    if (!bubble.hidden && !event.target.closest?.("#bubble")) hideQuote();
  }, { capture: true, passive: true });

  // the article beside the answer

  async function read(button) {
    const pane = byId("article");
    if (!pane || !reader) return;
    const { article, start, end } = button.dataset;
    if (!button.closest("#article")) opener = button;
    const page = $(".page", pane);
    pane.hidden = false;
    root.classList.add("reading");
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
      if (offset + mark.offsetHeight > page.clientHeight * 0.7) page.scrollTop = offset - page.clientHeight / 3;
    }
    $("h2", page)?.focus({ preventScroll: true });
  }

  function closeReader() {
    const pane = byId("article");
    if (!pane || pane.hidden) return false;
    pane.hidden = true;
    root.classList.remove("reading");
    if (opener?.isConnected) opener.focus({ preventScroll: true });
    return true;
  }

  // asking before something is lost, and saying what happened

  function confirmed(says, yes) {
    const dialog = byId("dialog");
    byId("dialog-says").textContent = says;
    $("[value=yes]", dialog).textContent = yes;
    dialog.returnValue = "no";
    dialog.showModal();
    $("[value=no]", dialog).focus();
    return new Promise((resolve) => {
      dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true });
    });
  }

  function notice(words) {
    const line = document.createElement("p");
    line.textContent = words;
    byId("notices").append(line);
    setTimeout(() => line.remove(), 8000);
  }

  function save({ name, type, data }) {
    const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([bytes], { type }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  let done = 0; // the last effect's number: a step that says it again does nothing more

  function effect(wanted) {
    if (!wanted || wanted.number === done) return;
    done = wanted.number;
    if (wanted.talk !== undefined) {
      const place = new URL(location.href);
      if (wanted.talk) place.searchParams.set("c", wanted.talk);
      else place.searchParams.delete("c");
      history.replaceState(null, "", place);
      root.classList.remove("aside");
    }
    if (wanted.notice) notice(wanted.notice);
    if (wanted.download) save(wanted.download);
    if (wanted.thanks) {
      const turn = $(`[data-turn="${CSS.escape(wanted.thanks.turn)}"]`);
      if (turn) $(".thanks", turn).textContent = wanted.thanks.said;
    }
  }

  // what the parts hand to Gradio

  function valuesOf(element) {
    const values = { ...element.dataset };
    if (element instanceof HTMLFormElement) {
      for (const [name, value] of new FormData(element)) if (typeof value === "string") values[name] = value;
    }
    const turn = element.closest("[data-turn]");
    if (turn) values.turn = turn.dataset.turn;
    return values;
  }

  async function send(form, files, trigger, upload) {
    if (!files.length) return;
    const { mostFiles, mostMb } = form.dataset; // said before anything is sent
    if (files.length > Number(mostFiles)) {
      notice(`${files.length} files are too many at once: at most ${mostFiles} are taken.`);
      form.reset?.();
      return;
    }
    const report = $("#report .html-container > div");
    const paths = [];
    for (const [number, file] of [...files].entries()) {
      if (file.size > Number(mostMb) * 1e6) {
        notice(`${file.name} was not taken: it is larger than ${mostMb} MB.`);
        continue;
      }
      if (report) report.textContent = `Sending ${file.name} (${number + 1} of ${files.length}) …`;
      try {
        paths.push((await upload(file)).path);
      } catch (error) {
        notice(`${file.name} was not taken: ${/size|large|413/i.test(String(error)) ? "it is too large" : "it could not be sent"}.`);
      }
    }
    if (report) report.replaceChildren();
    form.reset?.();
    if (paths.length) trigger("load_files", { files: paths });
  }

  function rename(button, trigger) {
    const line = button.closest(".talk");
    const form = document.createElement("form");
    const field = document.createElement("input");
    field.className = "field";
    field.value = line.dataset.title;
    field.maxLength = 200;
    field.setAttribute("aria-label", "New title");
    form.append(field);
    const before = [...line.childNodes];
    const back = () => { if (form.isConnected) line.replaceChildren(...before); };
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      event.stopPropagation();
      const title = field.value.trim();
      back();
      if (title && title !== line.dataset.title) trigger("rename_talk", { talk: line.dataset.talk, title });
      $("button", line)?.focus();
    });
    field.addEventListener("keydown", (event) => {
      if (event.key === "Escape") { event.stopPropagation(); back(); $("button", line)?.focus(); }
    });
    field.addEventListener("blur", () => setTimeout(back, 150));
    line.replaceChildren(form);
    field.select();
  }

  function showTab(name) {
    $$("#tabs [role=tab]").find((tab) => tab.textContent.trim() === name && tab.offsetParent)?.click();
  }

  const doing = {
    read: (element) => {
      if (element.matches(".cite") && touch() && shownAt !== element) showQuote(element);
      else { hideQuote(); read(element); }
    },
    again: (element, trigger) => { showTab("Ask"); trigger("ask_again", valuesOf(element)); },
    draw: (element, trigger) => trigger("draw", valuesOf(element)),
    tell: (element, trigger) => trigger(element.dataset.event, valuesOf(element)),
    tab: (element) => showTab(element.dataset.tab),
    export: (element, trigger) => trigger("export", valuesOf(element)),
    rename,
    confirm: async (element, trigger) => {
      if (await confirmed(element.dataset.says, element.dataset.yes)) trigger(element.dataset.event, valuesOf(element));
    },
    thumb: (element, trigger) => {
      const turn = element.closest("[data-turn]");
      for (const each of $$("[data-do=thumb]", turn)) each.setAttribute("aria-pressed", String(each === element));
      const form = $(".remark", turn);
      form.hidden = false;
      form.dataset.good = element.dataset.good;
      $(".thanks", turn).textContent = "";
      trigger("feedback", valuesOf(element)); // a comment takes its place
      if (element.dataset.good === "no") $("textarea", form).focus();
    },
    remark: (form, trigger) => {
      trigger("feedback", valuesOf(form));
      form.hidden = true;
      form.reset();
    },
    remove: async (element, trigger) => {
      const chosen = $$("tbody input:checked", element.closest(".shelf")).map((each) => each.value);
      const many = chosen.length === 1 ? "this article" : `these ${chosen.length} articles`;
      if (!chosen.length || !(await confirmed(`Remove ${many} from the library? Answers given before keep their quotes.`, "Remove"))) return;
      trigger("remove", { ids: chosen });
    },
    zoom: (element) => zoom($("svg.timeline", element.closest(".picture")), Number(element.dataset.by)),
    files: () => {},
  };

  function zoom(picture, by) {
    const now = Number(picture.dataset.size || 1);
    const size = by ? Math.min(4, Math.max(0.5, now * by)) : 1;
    picture.dataset.size = size;
    picture.style.width = `${Math.round(size * 100)}%`;
    picture.style.maxWidth = "none";
  }

  function countChosen(shelf) {
    const count = $$("tbody input:checked", shelf).length;
    const button = $("[data-do=remove]", shelf);
    button.hidden = !count;
    button.textContent = `Remove ${count}`;
  }

  function attach(element, trigger, events, server, upload) {
    if (server?.read) reader = server;
    element.addEventListener("click", (event) => {
      const button = event.target.closest("[data-do]:not(form)");
      if (button && element.contains(button)) doing[button.dataset.do]?.(button, trigger);
      const drawn = event.target.closest("svg.timeline g.event");
      const cite = drawn && $(`.cite[data-quote="line-q${drawn.dataset.cite}"]`, element);
      if (cite) read(cite);
    });
    element.addEventListener("submit", (event) => {
      event.preventDefault();
      const form = event.target.closest("form[data-do]");
      if (form) doing[form.dataset.do]?.(form, trigger);
    });
    let typing = 0;
    element.addEventListener("input", (event) => {
      const told = event.target.dataset.typed;
      if (!told) return;
      clearTimeout(typing);
      typing = setTimeout(() => trigger(told, { [event.target.name === "search" ? "search" : "words"]: event.target.value }), 220);
    });
    element.addEventListener("change", (event) => {
      const shelf = event.target.closest(".shelf");
      if (shelf) {
        if (event.target.matches("[data-all]")) for (const each of $$("tbody input", shelf)) each.checked = event.target.checked;
        countChosen(shelf);
      }
      if (event.target.type === "file") send(event.target.form, event.target.files, trigger, upload);
    });
    for (const kind of ["dragover", "dragleave", "drop"]) {
      element.addEventListener(kind, (event) => {
        const drop = event.target.closest(".drop");
        if (!drop) return;
        event.preventDefault();
        drop.classList.toggle("over", kind === "dragover");
        if (kind === "drop") send(drop, event.dataTransfer.files, trigger, upload);
      });
    }
    element.addEventListener("wheel", (event) => {
      const picture = event.ctrlKey && event.target.closest("svg.timeline");
      if (!picture) return;
      event.preventDefault();
      zoom(picture, event.deltaY < 0 ? 1.1 : 0.9);
    }, { passive: false });
    if (events.includes("ask_again")) keepInSight(element);
  }

  // a new turn comes to the top; what is read is not moved

  let last = "";
  function keepInSight(element) {
    new MutationObserver(() => {
      const turn = $(".turn", element);
      if (!element.closest("#live") || !turn || turn.id === last) return;
      last = turn.id;
      const top = turn.getBoundingClientRect().top + scrollY - 64;
      scrollTo({ top, behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
    }).observe(element, { childList: true, subtree: true, attributes: true, attributeFilter: ["id"] });
  }

  function aside(open) {
    const now = open ?? !root.classList.contains("aside");
    root.classList.toggle("aside", now);
    for (const each of $$("[data-page=aside]")) each.setAttribute("aria-expanded", String(now));
    if (now) $("#side button")?.focus();
  }

  document.addEventListener("click", (event) => {
    const own = event.target.closest("[data-page]")?.dataset.page;
    if (own === "close-article") closeReader();
    else if (own === "look") turnLook();
    else if (own === "aside") aside();
    if (!event.target.closest(".cite, #bubble")) hideQuote();
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      if (!bubble.hidden) hideQuote();
      else if (!closeReader() && root.classList.contains("aside")) { aside(false); $("#topbar button")?.focus(); }
    }
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      showTab("Ask");
      $("#question textarea")?.focus();
    }
  });

  // what Gradio leaves to be said

  function tidy() {
    const wide = $("#tabs .tabitem:not([style*='none']) #shelf, #tabs .tabitem:not([style*='none']) #line, #tabs .tabitem:not([style*='none']) #figures");
    root.classList.toggle("wide", Boolean(wide?.offsetParent));
    if (root.dataset.look) document.body.classList.toggle("dark", root.dataset.look === "dark");
  }
  new MutationObserver(tidy).observe(root, { subtree: true, childList: true, attributes: true, attributeFilter: ["class", "style"] });

  window.parleyPage = { attach, effect };
})();
