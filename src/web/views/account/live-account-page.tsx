import { useEffect } from "react";
import { useBrowserLocation, useSearch } from "wouter/use-browser-location";
import { entryActions } from "../../store/entry.ts";
import type { Outcome } from "../../store/contract.ts";
import type { FormValues } from "../read-form.ts";
import { readNext } from "./read-next.ts";
import { LogInPage, RegisterPage, SetUpPage } from "./account-pages.tsx";

export type AccountPageName = "login" | "register" | "setup";

const titles = { login: "Log in", register: "Register", setup: "Set up" } as const;

interface LiveAccountPageProps {
  readonly page: AccountPageName;
  readonly installationName: string;
}

export function LiveAccountPage({ page, installationName }: LiveAccountPageProps) {
  useEffect(() => {
    document.title = `${titles[page]} · ${installationName}`;
  }, [page, installationName]);
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
      return entryActions.logIn({ username, password });
    case "register":
      return entryActions.register(account);
    default:
      return entryActions.setUp({ ...account, code: values["code"] ?? "" });
  }
}
