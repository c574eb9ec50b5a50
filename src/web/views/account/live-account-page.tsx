import { useBrowserLocation, useSearch } from "wouter/use-browser-location";
import { actions } from "../../store/app.ts";
import type { Outcome } from "../../store/contract.ts";
import type { FormValues } from "../read-form.ts";
import { readNext } from "./read-next.ts";
import { LogInPage, RegisterPage, SetUpPage } from "./account-pages.tsx";

export type AccountPageName = "login" | "register" | "setup";

interface LiveAccountPageProps {
  readonly page: AccountPageName;
  readonly installationName: string;
}

export function LiveAccountPage({ page, installationName }: LiveAccountPageProps) {
  const next = readNext(useSearch());
  const [, navigate] = useBrowserLocation();
  const submit = async (values: FormValues) => {
    const outcome = await send(page, values);
    if (outcome.ok) navigate(next ?? "/");
    return outcome;
  };
  const Page = { login: LogInPage, register: RegisterPage, setup: SetUpPage }[page];
  return <Page key={page} installationName={installationName} next={next} onSubmit={submit} />;
}

function send(page: AccountPageName, values: FormValues): Promise<Outcome> {
  const username = values["username"] ?? "";
  const password = values["password"] ?? "";
  const displayName = values["displayName"];
  const account = { username, password, ...(displayName !== undefined && { displayName }) };
  switch (page) {
    case "login":
      return actions.logIn({ username, password });
    case "register":
      return actions.register(account);
    default:
      return actions.setUp({ ...account, code: values["code"] ?? "" });
  }
}
