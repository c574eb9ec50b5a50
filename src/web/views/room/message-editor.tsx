import { useState, type KeyboardEvent } from "react";
import { findBodyFault } from "#protocol/text.ts";
import type { Message } from "#protocol/message.ts";
import { Button } from "../../ui/button.tsx";
import { isComposing } from "../composer/is-composing.ts";
import { nameBodyFault } from "../composer/name-body-fault.ts";
import type { MessageActions } from "./message-actions.ts";
import styles from "./message-editor.module.css";

interface MessageEditorProps {
  readonly message: Message;
  readonly actions: MessageActions;
}

/** The message's text in its place, to be changed: Enter saves, Escape leaves it as it was. */
export function MessageEditor({ message, actions }: MessageEditorProps) {
  const [body, setBody] = useState(message.body);
  const fault = nameBodyFault(findBodyFault(body), body);
  const save = () => {
    if (fault === undefined && body !== message.body) actions.saveEdit(message.id, body);
    if (fault === undefined) actions.endEdit();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event)) return;
    if (event.key === "Escape") actions.endEdit();
    else if (event.key === "Enter" && !event.shiftKey) save();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className={styles.editor}>
      <textarea
        className={styles.input}
        aria-label="Edit message"
        dir="auto"
        rows={Math.min(12, body.split("\n").length)}
        value={body}
        ref={placeCaretAtEnd}
        onChange={(event) => setBody(event.target.value)}
        onKeyDown={onKeyDown}
      />
      {fault !== undefined && <p className={styles.fault}>{fault}</p>}
      <div className={styles.bar}>
        <Button tone="quiet" onClick={actions.endEdit}>
          Cancel
        </Button>
        <Button tone="primary" disabled={fault !== undefined} onClick={save}>
          Save
        </Button>
      </div>
    </div>
  );
}

function placeCaretAtEnd(input: HTMLTextAreaElement | null): void {
  if (!input || document.activeElement === input) return;
  input.focus({ preventScroll: true });
  input.setSelectionRange(input.value.length, input.value.length);
  input.scrollIntoView({ block: "nearest" });
}
