import { useEffect, useRef, useState, type FormEvent, type ReactNode } from "react";
import CircleAlert from "lucide-react/icons/circle-alert";
import type { ErrorView } from "#protocol/errors.ts";
import type { Outcome } from "../../store/contract.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { readForm, type FormValues } from "../read-form.ts";
import { explainError, explainFault } from "../explain-error.ts";
import styles from "./account-form.module.css";

export interface AccountFormProps {
  /** Where the form goes when no script runs. */
  readonly action: string;
  readonly next: string | undefined;
  readonly submitLabel: string;
  /** What the server answered to the form without script. */
  readonly error?: ErrorView | undefined;
  readonly onSubmit?: ((values: FormValues) => Promise<Outcome>) | undefined;
  readonly children: (faultOf: (field: string) => string | undefined) => ReactNode;
}

/** Fields, faults beside them, what went wrong above, and one button. */
export function AccountForm({ action, next, submitLabel, error, onSubmit, children }: AccountFormProps) {
  const [failure, setFailure] = useState(error);
  const [isBusy, setBusy] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    if (!onSubmit) return;
    event.preventDefault();
    const sent = event.currentTarget;
    setBusy(true);
    const outcome = await onSubmit(readForm(sent));
    setBusy(false);
    setFailure(outcome.ok ? undefined : outcome.error);
    if (!outcome.ok) requestAnimationFrame(() => focusFault(sent));
  };
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => focusFirst(form.current), []);
  const hasFieldFaults = Object.keys(failure?.fields ?? {}).length > 0;
  return (
    <form ref={form} className={styles.form} method="post" action={action} onSubmit={(event) => void submit(event)}>
      {failure && !hasFieldFaults && (
        <Banner tone="bad" icon={CircleAlert}>
          {explainError(failure)}
        </Banner>
      )}
      {next !== undefined && <input type="hidden" name="next" value={next} />}
      {children((field) => explainFault(failure, field))}
      <Button type="submit" tone="primary" isWide isBusy={isBusy}>
        {submitLabel}
      </Button>
    </form>
  );
}

/** A keyboard that slides in by itself would hide what the page says. */
function focusFirst(form: HTMLFormElement | null): void {
  if (!matchMedia("(pointer: coarse)").matches) form?.querySelector<HTMLElement>("[data-first]")?.focus();
}

function focusFault(form: HTMLFormElement): void {
  const faulty =
    form.querySelector<HTMLElement>("[aria-invalid]") ?? form.querySelector<HTMLElement>("input[type=password]");
  faulty?.focus();
}
