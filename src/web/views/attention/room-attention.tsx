import { useId, useState } from "react";
import type { ErrorView } from "#protocol/errors.ts";
import type { NotifyLevel } from "#protocol/preferences.ts";
import type { RoomForMe } from "#protocol/room.ts";
import { attentionActions } from "../../store/my-attention.ts";
import type { AttentionInput } from "../../store/contract.ts";
import { explainError } from "../explain-error.ts";
import { DesktopOffer } from "./desktop-offer.tsx";
import styles from "./attention.module.css";

const levels: readonly (readonly [level: NotifyLevel, label: string])[] = [
  ["all", "Every message"],
  ["mentions", "Messages to me"],
  ["nothing", "Nothing"],
];

/** What of this room notifies me, on all my devices. */
export function RoomAttention({ room }: { readonly room: RoomForMe }) {
  const id = useId();
  const [failure, setFailure] = useState<ErrorView>();
  const isChat = room.kind === "direct" || room.kind === "group";
  const usual = isChat ? "every message" : "messages to me";
  const set = async (changes: AttentionInput) => {
    const outcome = await attentionActions.setAttention(room.id, changes);
    setFailure(outcome.ok ? undefined : outcome.error);
  };
  return (
    <div className={styles.stack}>
      <div>
        <label htmlFor={id} className={styles.label}>
          Notify me of
        </label>
        <select
          id={id}
          className={styles.select}
          value={room.notify ?? "default"}
          onChange={(event) => void set({ notify: event.target.value as NotifyLevel })}
        >
          <option value="default">As usual ({usual})</option>
          {levels.map(([level, label]) => (
            <option key={level} value={level}>
              {label}
            </option>
          ))}
        </select>
      </div>
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={room.muted === true}
          onChange={(event) => void set({ muted: event.target.checked })}
        />
        Mute: no notifications, no number
      </label>
      {failure && <p role="alert">{explainError(failure)}</p>}
      <DesktopOffer />
    </div>
  );
}
