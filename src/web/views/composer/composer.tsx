import { useId, useRef, useState, type FormEvent, type KeyboardEvent, type RefObject } from "react";
import ArrowRight from "lucide-react/icons/arrow-right";
import { limits } from "#protocol/limits.ts";
import { countChars, findBodyFault } from "#protocol/text.ts";
import { Icon } from "../../ui/icon.tsx";
import { isComposing } from "./is-composing.ts";
import { nameBodyFault } from "./name-body-fault.ts";
import styles from "./composer.module.css";

interface ComposerProps {
  readonly roomName: string;
  /** Where the form goes when no script runs. */
  readonly action: string;
  readonly draft?: string;
  /** Goes with the form when no script runs: submitting it twice makes one message. */
  readonly clientId?: string | undefined;
  readonly inputRef?: RefObject<HTMLTextAreaElement | null>;
  /** Without it, the browser posts the form. */
  readonly onSend?: (body: string) => void;
  readonly onDraft?: (text: string) => void;
  readonly onEditLast?: () => void;
  /** Why the server refused it; only without script. */
  readonly serverFault?: string | undefined;
}

const counterFromChars = limits.messageMaxChars - 300;
const maxRows = 12;

export function Composer(props: ComposerProps) {
  const { roomName, action, draft = "", inputRef, onSend, onDraft, onEditLast } = props;
  const [body, setBody] = useState(draft);
  const formRef = useRef<HTMLFormElement>(null);
  const noteId = useId();
  const fault = findBodyFault(body);
  const note = nameBodyFault(fault, body) || props.serverFault;
  const change = (text: string) => {
    setBody(text);
    onDraft?.(text);
  };
  const submit = (event: FormEvent) => {
    if (!onSend) return;
    event.preventDefault();
    if (fault !== undefined) return;
    onSend(body);
    change("");
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event)) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      formRef.current?.requestSubmit();
    } else if (event.key === "ArrowUp" && !event.altKey && body === "" && onEditLast) {
      event.preventDefault();
      onEditLast();
    }
  };
  return (
    <form ref={formRef} className={styles.composer} method="post" action={action} onSubmit={submit}>
      {props.clientId !== undefined && <input type="hidden" name="clientId" value={props.clientId} />}
      <textarea
        ref={inputRef}
        className={styles.input}
        name="content"
        dir="auto"
        rows={Math.min(maxRows, body.split("\n").length)}
        aria-label={`Message ${roomName}`}
        aria-invalid={note ? true : undefined}
        aria-describedby={note ? noteId : undefined}
        placeholder={`Message ${roomName}`}
        enterKeyHint="send"
        value={body}
        onChange={(event) => change(event.target.value)}
        onKeyDown={onKeyDown}
        data-composer
      />
      <div className={styles.bar}>
        <output id={noteId} className={styles.note}>
          {note}
        </output>
        <Counter body={body} />
        <button type="submit" className={styles.send} disabled={onSend !== undefined && fault !== undefined}>
          Send
          <Icon of={ArrowRight} size={15} />
        </button>
      </div>
    </form>
  );
}

/** Says how much room is left, once that is worth knowing. */
function Counter({ body }: { readonly body: string }) {
  if (body.length < counterFromChars) return null;
  const left = limits.messageMaxChars - countChars(body);
  return (
    <span className={styles.counter} data-over={left < 0 || undefined}>
      {left}
    </span>
  );
}
