import { useEffect, useMemo, useState } from "react";
import { useBrowserLocation } from "wouter/use-browser-location";
import type { ErrorView } from "#protocol/errors.ts";
import type { SessionView } from "#protocol/session.ts";
import { readStatus } from "#protocol/read-status.ts";
import type { Self } from "#protocol/user.ts";
import { meActions } from "../../store/me.ts";
import type { Outcome } from "../../store/contract.ts";
import { AttentionSettings } from "../attention/attention-settings.tsx";
import { BlockedPeople } from "../attention/blocked-people.tsx";
import { SettingsPage, type SettingsHandlers } from "./settings-page.tsx";

const live = { attention: <AttentionSettings />, blocked: <BlockedPeople /> };

interface Sessions {
  readonly list: readonly SessionView[] | undefined;
  readonly error?: ErrorView;
}

export function LiveSettingsPage({ me }: { readonly me: Self }) {
  const [sessions, setSessions] = useState<Sessions>({ list: undefined });
  const [, navigate] = useBrowserLocation();
  const handlers = useMemo(
    () =>
      makeHandlers(
        me.username,
        () => void loadSessions(setSessions),
        () => navigate("/"),
      ),
    [me.username, navigate],
  );
  useEffect(() => void loadSessions(setSessions), []);
  return (
    <SettingsPage me={me} sessions={sessions.list} sessionsError={sessions.error} handlers={handlers} live={live} />
  );
}

async function loadSessions(show: (sessions: Sessions) => void): Promise<void> {
  show({ list: undefined });
  const answer = await meActions.listSessions();
  show(answer.ok ? { list: answer.value } : { list: undefined, error: answer.error });
}

function makeHandlers(username: string, reload: () => void, leave: () => void): SettingsHandlers {
  const reloading = async <T,>(outcome: Promise<Outcome<T>>) => {
    const answer = await outcome;
    if (answer.ok) reload();
    return answer;
  };
  return {
    submit: {
      profile: ({ displayName = "", bio = "", pronouns = "", timeZone = "" }) =>
        meActions.changeMe({ displayName, bio, pronouns, timeZone }),
      status: (values) => meActions.changeMe({ status: readStatus(values, Date.now()) }),
      password: ({ current = "", next = "" }) => reloading(meActions.changePassword({ current, next })),
      email: ({ email = "" }) => meActions.changeMe({ email }),
      delete: async ({ confirm = "", password = "", messages }) => {
        if (confirm.trim() !== username) return notConfirmed;
        const answer = await meActions.deleteMe({ password, messages: messages === "remove" ? "remove" : "keep" });
        if (answer.ok) leave();
        return answer;
      },
    },
    avatar: { onChoose: (picture) => meActions.setAvatar(picture), onRemove: () => meActions.removeAvatar() },
    sessions: {
      onEnd: (id) => reloading(meActions.endSession(id)),
      onEndOthers: () => reloading(meActions.endOtherSessions()),
      onRetry: reload,
    },
  };
}

const notConfirmed: Outcome = {
  ok: false,
  error: { code: "invalid", message: "", fields: { confirm: "that is not your username" } },
};
