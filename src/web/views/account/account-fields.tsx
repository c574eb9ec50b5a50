import { limits } from "#protocol/limits.ts";
import { TextField } from "../../ui/text-field.tsx";

interface FieldProps {
  readonly fault: string | undefined;
  readonly value?: string | undefined;
  readonly isFirst?: boolean;
}

const wordField = { autoCapitalize: "none", autoCorrect: "off", spellCheck: false, required: true } as const;

export function UsernameField({ fault, value, isFirst = false, isNew = false }: FieldProps & { isNew?: boolean }) {
  return (
    <TextField
      {...wordField}
      label="Username"
      name="username"
      autoComplete="username"
      defaultValue={value}
      data-first={isFirst || undefined}
      fault={fault}
      {...(isNew && { hint: "Letters, digits, and . _ - between them. People find you by it." })}
    />
  );
}

export function DisplayNameField({ fault, value }: FieldProps) {
  return (
    <TextField
      label="Name (optional)"
      name="displayName"
      autoComplete="name"
      defaultValue={value}
      maxLength={limits.displayNameMaxChars}
      fault={fault}
      hint="How you are shown beside your messages."
    />
  );
}

export function PasswordField({ fault, isNew = false }: FieldProps & { isNew?: boolean }) {
  return (
    <TextField
      label="Password"
      name="password"
      type="password"
      required
      autoComplete={isNew ? "new-password" : "current-password"}
      fault={fault}
      {...(isNew && { hint: `At least ${limits.passwordMinChars} characters. A few words are easier than signs.` })}
    />
  );
}
