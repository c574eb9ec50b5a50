import { useState, type FormEvent, type ReactNode } from "react";
import CircleAlert from "lucide-react/icons/circle-alert";
import type { ErrorView } from "#protocol/errors.ts";
import type { Outcome } from "../../store/contract.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button, type ButtonTone } from "../../ui/button.tsx";
import { explainError, explainFault } from "../explain-error.ts";
import type { FormValues } from "../read-form.ts";
import styles from "./settings.module.css";

export type Submit = (values: FormValues) => Promise<Outcome<unknown>>;

interface SettingsFormProps {
  /** Where it goes when no script runs. */
  readonly action: string;
  readonly submitLabel: string;
  readonly tone?: ButtonTone;
  readonly error?: ErrorView | undefined;
  /** What is said once it is done; nothing where the page changes then. */
  readonly done?: string;
  readonly onSubmit?: Submit | undefined;
  readonly onInput?: (values: FormValues) => void;
  readonly buttons?: ReactNode;
  readonly children: (faultOf: (field: string) => string | undefined) => ReactNode;
}

type State = { readonly kind: "idle" | "busy" | "done" } | { readonly kind: "failed"; readonly error: ErrorView };

/** Fields that are sent whole, empty ones too, with what came of it beside the button. */
export function SettingsForm(props: SettingsFormProps) {
  const { action, submitLabel, tone = "primary", error, done, onSubmit, onInput, buttons, children } = props;
  const [state, setState] = useState<State>(error ? { kind: "failed", error } : { kind: "idle" });
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    if (!onSubmit) return;
    event.preventDefault();
    const form = event.currentTarget;
    setState({ kind: "busy" });
    const outcome = await onSubmit(readAll(form));
    setState(outcome.ok ? { kind: "done" } : { kind: "failed", error: outcome.error });
    if (outcome.ok) clearPasswords(form);
    else requestAnimationFrame(() => form.querySelector<HTMLElement>("[aria-invalid]")?.focus());
  };
  const failure = state.kind === "failed" ? state.error : undefined;
  return (
    <form
      className={styles.form}
      method="post"
      action={action}
      onSubmit={(event) => void submit(event)}
      onInput={(event) => onInput?.(readAll(event.currentTarget))}
    >
      {children((field) => explainFault(failure, field))}
      {failure && !failure.fields && (
        <Banner tone="bad" icon={CircleAlert}>
          {explainError(failure)}
        </Banner>
      )}
      <div className={styles.buttons}>
        <Button type="submit" tone={tone} isBusy={state.kind === "busy"}>
          {submitLabel}
        </Button>
        {buttons}
        <output className={styles.done}>{state.kind === "done" && done}</output>
      </div>
    </form>
  );
}

function readAll(form: HTMLFormElement): FormValues {
  const texts = [...new FormData(form)].filter((entry): entry is [string, string] => typeof entry[1] === "string");
  return Object.fromEntries(texts);
}

function clearPasswords(form: HTMLFormElement): void {
  for (const field of form.querySelectorAll<HTMLInputElement>("input[type=password]")) field.value = "";
}
