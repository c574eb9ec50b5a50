import { useId, useRef, useState, type FormEvent, type KeyboardEvent, type ReactNode, type RefObject } from "react";
import ArrowRight from "lucide-react/icons/arrow-right";
import type { RoomId } from "#protocol/ids.ts";
import { limits } from "#protocol/limits.ts";
import { countChars, findBodyFault } from "#protocol/text.ts";
import { Icon } from "../../ui/icon.tsx";
import { later } from "../later.tsx";
import { isComposing } from "./is-composing.ts";
import { nameBodyFault } from "./name-body-fault.ts";
import { type Completion, useCompletion } from "./use-completion.ts";
import styles from "./composer.module.css";

const Completer = later(async () => (await import("./completer.tsx")).Completer);

interface ComposerProps {
  /** Names are completed from its people; without it, they are not. */
  readonly roomId?: RoomId;
  readonly roomName: string;
  /** Where the form goes when no script runs. */
  readonly action: string;
  readonly draft?: string;
  /** Goes with the form when no script runs: submitting it twice makes one message. */
  readonly clientId?: string | undefined;
  readonly inputRef?: RefObject<HTMLTextAreaElement | null>;
  /** Lies in the bar while nothing else is said there. */
  readonly aside?: ReactNode;
  /** Without it, the browser posts the form. */
  readonly onSend?: (body: string, clear: () => void) => void;
  /** What is good to know about the text before it is sent. */
  readonly advise?: (body: string) => string | undefined;
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
  const ownRef = useRef<HTMLTextAreaElement>(null);
  const textRef = inputRef ?? ownRef;
  const completion = useCompletion(textRef, props.roomId !== undefined);
  const formRef = useRef<HTMLFormElement>(null);
  const noteId = useId();
  const fault = findBodyFault(body);
  const note = nameBodyFault(fault, body) || props.serverFault;
  const advice = props.advise?.(body);
  const change = (text: string) => {
    setBody(text);
    onDraft?.(text);
  };
  const submit = (event: FormEvent) => {
    if (!onSend) return;
    event.preventDefault();
    if (fault !== undefined) return;
    onSend(body, () => change(""));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event)) return;
    if (!event.shiftKey && completion.take(event.key)) return event.preventDefault();
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
        {...completion.attributes}
        ref={textRef}
        className={styles.input}
        name="content"
        dir="auto"
        rows={Math.min(maxRows, body.split("\n").length)}
        aria-label={`Message ${roomName}`}
        aria-invalid={note ? true : undefined}
        aria-describedby={note || advice ? noteId : undefined}
        placeholder={`Message ${roomName}`}
        enterKeyHint="send"
        value={body}
        onChange={(event) => {
          change(event.target.value);
          completion.follow(event.target);
        }}
        onSelect={(event) => completion.follow(event.currentTarget)}
        onKeyDown={onKeyDown}
        data-composer
      />
      {props.roomId !== undefined && <LaterCompleter roomId={props.roomId} completion={completion} />}
      <div className={styles.bar}>
        <Note id={noteId} note={note} advice={advice} />
        {!note && !advice && props.aside}
        <Counter body={body} />
        <button type="submit" className={styles.send} disabled={onSend !== undefined && fault !== undefined}>
          Send
          <Icon of={ArrowRight} size={15} />
        </button>
      </div>
    </form>
  );
}

interface NoteProps {
  readonly id: string;
  readonly note: string | undefined;
  readonly advice: string | undefined;
}

function Note({ id, note, advice }: NoteProps) {
  return (
    <output id={id} className={styles.note} data-advice={(!note && advice !== undefined) || undefined}>
      {note || advice}
    </output>
  );
}

interface LaterCompleterProps {
  readonly roomId: RoomId;
  readonly completion: Completion;
}

function LaterCompleter({ roomId, completion }: LaterCompleterProps) {
  const { id, typed, keys, accept, setActive } = completion;
  if (!typed) return null;
  return <Completer id={id} roomId={roomId} typed={typed} keys={keys} onAccept={accept} onActive={setActive} />;
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
