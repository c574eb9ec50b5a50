import Download from "lucide-react/icons/download";
import type { ErrorView } from "#protocol/errors.ts";
import { limits } from "#protocol/limits.ts";
import type { Self } from "#protocol/user.ts";
import { buttonClass } from "../../ui/button.tsx";
import { ChoiceField } from "../../ui/choice-field.tsx";
import { Icon } from "../../ui/icon.tsx";
import { TextField } from "../../ui/text-field.tsx";
import type { FormValues } from "../read-form.ts";
import { SettingsForm, type Submit } from "./settings-form.tsx";
import styles from "./settings.module.css";

export interface AccountFormProps {
  readonly me: Self;
  readonly error?: ErrorView | undefined;
  readonly values?: FormValues | undefined;
  readonly onSubmit?: Submit | undefined;
}

export function PasswordForm({ error, onSubmit }: Omit<AccountFormProps, "me">) {
  return (
    <SettingsForm
      action="/settings/password/"
      submitLabel="Change password"
      done="Changed. All your other devices are logged out."
      error={error}
      onSubmit={onSubmit}
    >
      {(faultOf) => (
        <>
          <TextField
            label="Present password"
            name="current"
            type="password"
            required
            autoComplete="current-password"
            fault={faultOf("current")}
          />
          <TextField
            label="New password"
            name="next"
            type="password"
            required
            autoComplete="new-password"
            fault={faultOf("next")}
            hint={`At least ${limits.passwordMinChars} characters. All your other devices will be logged out.`}
          />
        </>
      )}
    </SettingsForm>
  );
}

export function EmailForm({ me, error, values, onSubmit }: AccountFormProps) {
  return (
    <SettingsForm action="/settings/email/" submitLabel="Save e-mail" done="Saved." error={error} onSubmit={onSubmit}>
      {(faultOf) => (
        <TextField
          label="E-mail (optional)"
          name="email"
          type="email"
          autoComplete="email"
          maxLength={limits.emailMaxChars}
          defaultValue={values?.["email"] ?? me.email}
          fault={faultOf("email")}
          hint="Only you see it. Leave it empty to have none here."
        />
      )}
    </SettingsForm>
  );
}

export function ExportLink() {
  return (
    <div className={styles.form}>
      <p>Your profile, rooms, devices and everything you wrote, as one JSON file.</p>
      <p>
        <a className={buttonClass()} href="/api/v1/me/export" download>
          <Icon of={Download} />
          Download my data
        </a>
      </p>
    </div>
  );
}

const fates = [
  { value: "keep", label: "Keep my messages", hint: "They stay readable, by “Deleted user”." },
  { value: "remove", label: "Remove my messages", hint: "Each one is deleted, for everybody." },
];

export function DeleteForm({ me, error, onSubmit }: AccountFormProps) {
  return (
    <SettingsForm
      action="/settings/delete/"
      submitLabel="Delete my account"
      tone="danger"
      error={error}
      onSubmit={onSubmit}
    >
      {(faultOf) => (
        <>
          <p>Your name, profile and devices go at once, and you leave every room. This cannot be undone.</p>
          <ChoiceField label="What you wrote" name="messages" choices={fates} defaultValue="keep" />
          <TextField
            label={`Type ${me.username} to confirm`}
            name="confirm"
            required
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            fault={faultOf("confirm")}
          />
          <TextField
            label="Password"
            name="password"
            type="password"
            required
            autoComplete="current-password"
            fault={faultOf("password")}
          />
        </>
      )}
    </SettingsForm>
  );
}
