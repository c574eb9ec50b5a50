import { useState } from "react";
import { chosenAt } from "#protocol/judge-presence.ts";
import type { ChosenState } from "#protocol/presence.ts";
import { client, useApp } from "../../store/app.ts";
import { explainError } from "../explain-error.ts";
import { namePresence } from "../../presence/name-presence.ts";
import styles from "./presence-choice.module.css";

const hints = {
  online: "away when you are",
  away: "",
  dnd: "no notifications",
  invisible: "offline to others",
} as const satisfies Record<ChosenState, string>;
const choices = Object.keys(hints) as (keyof typeof hints)[];

/** How I appear, in my menu: on all my devices at once. */
export function PresenceChoice() {
  const chosen = useApp(({ preferences }) => chosenAt(preferences.presence, Date.now()));
  const [asked, setAsked] = useState<ChosenState>();
  const [fault, setFault] = useState("");
  const choose = async (state: ChosenState) => {
    const { around, store } = client;
    setAsked(state);
    const answer = await around.http("choosePresence", { body: { state } });
    setFault(answer.ok ? "" : explainError(answer.error));
    if (answer.ok) store.setState({ preferences: answer.value.preferences });
    setAsked((last) => (last === state ? undefined : last));
  };
  return (
    <fieldset className={styles.choice}>
      <legend className={styles.legend}>How others see me</legend>
      {choices.map((state) => (
        <label key={state} className={styles.option}>
          <input
            type="radio"
            name="presence"
            className={styles.input}
            checked={(asked ?? chosen) === state}
            onChange={() => void choose(state)}
          />
          <span className={styles.dot} data-presence={state} />
          {namePresence(state)}
          <span className={styles.hint}>{hints[state]}</span>
        </label>
      ))}
      <output className={styles.fault}>{fault}</output>
    </fieldset>
  );
}
