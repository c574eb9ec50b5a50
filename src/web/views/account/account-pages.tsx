import { Link } from "../../ui/link.tsx";
import type { ErrorView } from "#protocol/errors.ts";
import type { Outcome } from "../../store/contract.ts";
import { TextField } from "../../ui/text-field.tsx";
import type { FormValues } from "../read-form.ts";
import { DisplayNameField, PasswordField, UsernameField } from "./account-fields.tsx";
import { AccountForm } from "./account-form.tsx";
import { AccountLayout } from "./account-layout.tsx";

export interface AccountPageProps {
  readonly installationName: string;
  readonly next?: string | undefined;
  readonly error?: ErrorView | undefined;
  /** What was typed before the server refused it; never a password. */
  readonly values?: FormValues | undefined;
  readonly onSubmit?: ((values: FormValues) => Promise<Outcome>) | undefined;
}

export function LogInPage({ installationName, next, error, values, onSubmit }: AccountPageProps) {
  return (
    <AccountLayout
      installationName={installationName}
      title="Welcome back"
      lead="Log in to write."
      foot={
        <>
          New here? <Link href={`/register/${query(next)}`}>Make an account</Link>
        </>
      }
    >
      <AccountForm action="/login/" next={next} submitLabel="Log in" error={error} onSubmit={onSubmit}>
        {(faultOf) => (
          <>
            <UsernameField fault={faultOf("username")} value={values?.["username"]} isFirst />
            <PasswordField fault={faultOf("password")} />
          </>
        )}
      </AccountForm>
    </AccountLayout>
  );
}

export function RegisterPage({ installationName, next, error, values, onSubmit }: AccountPageProps) {
  return (
    <AccountLayout
      installationName={installationName}
      title="Make an account"
      lead="No e-mail needed. You can write at once."
      foot={
        <>
          Have an account already? <Link href={`/login/${query(next)}`}>Log in</Link>
        </>
      }
    >
      <AccountForm action="/register/" next={next} submitLabel="Register" error={error} onSubmit={onSubmit}>
        {(faultOf) => (
          <>
            <UsernameField fault={faultOf("username")} value={values?.["username"]} isFirst isNew />
            <DisplayNameField fault={faultOf("displayName")} value={values?.["displayName"]} />
            <PasswordField fault={faultOf("password")} isNew />
          </>
        )}
      </AccountForm>
    </AccountLayout>
  );
}

export function SetUpPage({ installationName, error, values, onSubmit }: AccountPageProps) {
  return (
    <AccountLayout
      installationName={installationName}
      title="Set up your chat"
      lead="Make the first account. It administers everything here."
    >
      <AccountForm action="/setup/" next={undefined} submitLabel="Finish set-up" error={error} onSubmit={onSubmit}>
        {(faultOf) => (
          <>
            <TextField
              label="Set-up code"
              name="code"
              required
              autoComplete="one-time-code"
              spellCheck={false}
              defaultValue={values?.["code"]}
              fault={faultOf("code")}
              hint="The server printed it when it started."
              data-first
            />
            <UsernameField fault={faultOf("username")} value={values?.["username"]} isNew />
            <DisplayNameField fault={faultOf("displayName")} value={values?.["displayName"]} />
            <PasswordField fault={faultOf("password")} isNew />
          </>
        )}
      </AccountForm>
    </AccountLayout>
  );
}

function query(next: string | undefined): string {
  return next === undefined ? "" : `?next=${encodeURIComponent(next)}`;
}
