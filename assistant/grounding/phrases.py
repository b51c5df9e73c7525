"""Phrases that stand for one word when two sentences are compared."""

from __future__ import annotations

__all__ = ["PHRASES"]

VERBS = """
    turn_down > reject; call_for > demand; call_on > urge; lay_off > dismiss; put_off > delay; set_up > establish;
    carry_out > perform; look_into > investigate; bring_down > lower; go_up > rise; go_down > fall;
    stop_work > strike; fall_apart > collapse; break_up > collapse; put_signature > sign; come_back > return;
    phase_out > remove; do_away > remove; back_out > withdraw; hold_back > restrain; step_up > increase;
    press_ahead > continue; go_ahead > continue; wind_down > end; back_away > retreat; come_down > fall;
    make_up > constitute; account_for > constitute; step_down > resign; take_over > succeed; walk_out > strike;
    shut_down > close; wipe_out > destroy; pull_out > withdraw; point_out > note; break_down > collapse;
    come_to > total; amount_to > total; take_part > join; find_out > learn; hear_about > learn; throw_out > reject;
    vote_down > reject; give_up > abandon; draw_up > prepare; hold_off > delay; die_out > vanish; get_rid > remove;
    take_up > raise; agree_on > agree; take_in > admit; turn_out > produce; put_down > attribute
"""
"""A verb and its particle in any form, and what it means."""
AS_THEY_ARE = """
    in place > imposed; in force > imposed; in effect > imposed; take effect > imposed; took effect > imposed;
    takes effect > imposed; duty-free > without duty; tariff-free > without tariff; at least > ; as well > ;
    as much as > ; in talks > negotiate
"""
"""Phrases that have one form, and what they mean; behind `>` nothing where they tell nothing."""


def _table(text: str, mark: str) -> dict[str, str]:
    pairs = (line.split(">") for line in text.split(";"))
    return {f"{mark}{phrase.strip()}": word.strip() for phrase, word in pairs}


PHRASES = _table(VERBS, "") | _table(AS_THEY_ARE, "=")
"""A phrase → the word; after `=` the phrase as it is, else a verb and its particle in any form."""
