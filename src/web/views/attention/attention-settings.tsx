import { useId, useState, type FormEvent } from "react";
import { limits } from "#protocol/limits.ts";
import type { QuietHours } from "#protocol/preferences.ts";
import { useApp } from "../../store/app.ts";
import { attentionActions } from "../../store/my-attention.ts";
import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { explainError } from "../explain-error.ts";
import { DesktopOffer } from "./desktop-offer.tsx";
import styles from "./attention.module.css";

const days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"] as const;
const mondayFirst = [1, 2, 3, 4, 5, 6, 0] as const;
const usualHours = { from: "22:00", to: "07:00", days: [0, 1, 2, 3, 4, 5, 6] };

/** What asks for my attention, and when nothing does; on all my devices. */
export function AttentionSettings() {
  const preferences = useApp((state) => state.preferences);
  const [isQuiet, setQuiet] = useState(preferences.quietHours !== null);
  const [said, setSaid] = useState("");
  const save = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => {
      const value = form.get(name);
      return typeof value === "string" ? value : "";
    };
    const keywords = text("keywords")
      .split(",")
      .map((word) => word.trim());
    const outcome = await attentionActions.changePreferences({
      keywords: [...new Set(keywords.filter((word) => word !== ""))],
      sound: form.has("sound"),
      quietHours: isQuiet ? { from: text("from"), to: text("to"), days: form.getAll("day").map(Number) } : null,
    });
    setSaid(outcome.ok ? "Saved." : explainError(outcome.error));
  };
  return (
    <form className={styles.stack} onSubmit={(event) => void save(event)}>
      <DesktopOffer />
      <TextField
        label="Keywords"
        name="keywords"
        defaultValue={preferences.keywords.join(", ")}
        hint={`Words that notify you like your name, separated by commas; at most ${limits.keywordsMaxPerUser}.`}
      />
      <label className={styles.check}>
        <input type="checkbox" name="sound" defaultChecked={preferences.sound} />
        Play a sound
      </label>
      <label className={styles.check}>
        <input type="checkbox" checked={isQuiet} onChange={(event) => setQuiet(event.target.checked)} />
        Do not disturb at certain hours
      </label>
      {isQuiet && <QuietFields hours={preferences.quietHours ?? usualHours} />}
      <div className={styles.row}>
        <Button type="submit" tone="primary">
          Save notifications
        </Button>
        <output className={styles.quiet}>{said}</output>
      </div>
    </form>
  );
}

function QuietFields({ hours }: { readonly hours: QuietHours }) {
  const id = useId();
  return (
    <>
      <div className={styles.row}>
        <label htmlFor={`${id}-from`}>From</label>
        <input id={`${id}-from`} type="time" name="from" required className={styles.time} defaultValue={hours.from} />
        <label htmlFor={`${id}-to`}>to</label>
        <input id={`${id}-to`} type="time" name="to" required className={styles.time} defaultValue={hours.to} />
      </div>
      <fieldset>
        <legend className={styles.label}>On the evening of</legend>
        <div className={styles.days}>
          {mondayFirst.map((day) => (
            <label key={day} className={styles.check}>
              <input type="checkbox" name="day" value={day} defaultChecked={hours.days.includes(day)} />
              {days[day]}
            </label>
          ))}
        </div>
      </fieldset>
    </>
  );
}
