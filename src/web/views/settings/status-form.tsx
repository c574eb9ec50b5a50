import { useId, useRef, type ReactNode } from "react";
import type { ErrorView } from "#protocol/errors.ts";
import { limits } from "#protocol/limits.ts";
import type { Status } from "#protocol/user.ts";
import { formatDateTime } from "../../i18n/time.ts";
import { useZone } from "../../i18n/viewer-zone.ts";
import { SelectField } from "../../ui/select-field.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { SettingsForm, type Submit } from "./settings-form.tsx";
import styles from "./settings.module.css";

interface StatusFormProps {
  readonly status: Status | undefined;
  readonly error?: ErrorView | undefined;
  readonly onSubmit?: Submit | undefined;
  readonly buttons?: ReactNode;
}

/** Minutes; empty: until it is changed. */
const spans = [
  { value: "", label: "Until I change it" },
  { value: "30", label: "For 30 minutes" },
  { value: "60", label: "For an hour" },
  { value: "240", label: "For 4 hours" },
  { value: "1440", label: "For a day" },
  { value: "10080", label: "For a week" },
];

const presets = [
  { emoji: "📅", text: "In a meeting", minutes: "60" },
  { emoji: "🎧", text: "Focusing", minutes: "240" },
  { emoji: "🍜", text: "Having lunch", minutes: "60" },
  { emoji: "🤒", text: "Out sick", minutes: "1440" },
  { emoji: "🌴", text: "On holiday", minutes: "10080" },
];

/** An emoji, a few words, and for how long. */
export function StatusForm({ status, error, onSubmit, buttons }: StatusFormProps) {
  const place = useRef<HTMLDivElement>(null);
  const choose = (preset: (typeof presets)[number]) => {
    fill(place.current, "emoji", preset.emoji);
    fill(place.current, "text", preset.text);
    fill(place.current, "span", preset.minutes);
  };
  const listId = useId();
  const zone = useZone();
  const until = status?.until;
  const untilNow =
    until === undefined ? [] : [{ value: until, label: `Until ${formatDateTime(Date.parse(until), zone)}` }];
  return (
    <SettingsForm
      action="/settings/status/"
      submitLabel="Set status"
      done="Set."
      error={error}
      onSubmit={onSubmit}
      buttons={buttons}
    >
      {(faultOf) => (
        <div ref={place} className={styles.form}>
          {onSubmit && (
            <ul className={styles.presets} aria-label="Suggestions">
              {presets.map((preset) => (
                <li key={preset.text}>
                  <button type="button" className={styles.preset} onClick={() => choose(preset)}>
                    <span aria-hidden="true">{preset.emoji}</span> {preset.text}
                  </button>
                </li>
              ))}
            </ul>
          )}
          <div className={styles.status}>
            <TextField
              label="Emoji"
              name="emoji"
              autoComplete="off"
              list={listId}
              defaultValue={status?.emoji}
              className={styles.emoji}
              placeholder="💬"
            />
            <TextField
              label="Status"
              name="text"
              autoComplete="off"
              maxLength={limits.statusMaxChars}
              defaultValue={status?.text}
              fault={faultOf("status")}
              placeholder="What are you up to?"
            />
          </div>
          <datalist id={listId}>
            {["💬", "📅", "🎧", "🍜", "🚆", "🏡", "🤒", "🌴", "👶", "✅"].map((emoji) => (
              <option key={emoji}>{emoji}</option>
            ))}
          </datalist>
          <SelectField label="Show it" name="span" choices={[...untilNow, ...spans]} />
        </div>
      )}
    </SettingsForm>
  );
}

function fill(place: HTMLElement | null, name: string, value: string): void {
  const field = place?.querySelector<HTMLInputElement | HTMLSelectElement>(`[name=${name}]`);
  if (field) field.value = value;
}
