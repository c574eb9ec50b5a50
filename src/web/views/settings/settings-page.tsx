import type { ReactNode } from "react";
import type { ErrorView } from "#protocol/errors.ts";
import type { SettingsFormName } from "#protocol/page-props.ts";
import type { SessionView } from "#protocol/session.ts";
import type { Self } from "#protocol/user.ts";
import { PageLayout } from "../page-layout.tsx";
import type { FormValues } from "../read-form.ts";
import { DeleteForm, EmailForm, ExportLink, PasswordForm } from "./account-section.tsx";
import type { AvatarHandlers } from "./avatar-form.tsx";
import { ProfileSection } from "./profile-section.tsx";
import { type SessionHandlers, SessionsSection } from "./sessions-section.tsx";
import type { Submit } from "./settings-form.tsx";
import { StatusForm } from "./status-form.tsx";
import styles from "./settings.module.css";

export interface SettingsHandlers {
  readonly submit: Readonly<Record<"profile" | "status" | "password" | "email" | "delete", Submit>>;
  readonly avatar: AvatarHandlers;
  readonly sessions: SessionHandlers;
}

interface SettingsPageProps {
  readonly me: Self;
  readonly sessions: readonly SessionView[] | undefined;
  readonly sessionsError?: ErrorView | undefined;
  /** Which form the server refused, and why. */
  readonly refused?: { readonly form: SettingsFormName; readonly error: ErrorView; readonly values: FormValues };
  /** Absent in the page without a script, whose forms do the work. */
  readonly handlers?: SettingsHandlers;
  /** What only a script can do. */
  readonly live?: { readonly attention: ReactNode; readonly blocked: ReactNode };
}

const places = [
  { id: "profile", label: "Profile" },
  { id: "status", label: "Status" },
  { id: "account", label: "Account" },
  { id: "sessions", label: "Devices" },
];

const livePlaces = [
  { id: "notifications", label: "Notifications" },
  { id: "blocked", label: "Blocked people" },
];

export function SettingsPage({ me, sessions, sessionsError, refused, handlers, live }: SettingsPageProps) {
  const errorOf = (form: SettingsFormName) => (refused?.form === form ? refused.error : undefined);
  const valuesOf = (form: SettingsFormName) => (refused?.form === form ? refused.values : undefined);
  const submit = handlers?.submit;
  return (
    <PageLayout title="Settings">
      <nav className={styles.places} aria-label="Sections">
        {[...places, ...(live ? livePlaces : [])].map(({ id, label }) => (
          <a key={id} href={`#${id}`} className={styles.place}>
            {label}
          </a>
        ))}
      </nav>
      <Section id="profile" title="Profile">
        <ProfileSection
          me={me}
          error={errorOf("profile")}
          avatarError={errorOf("avatar")}
          values={valuesOf("profile")}
          onSubmit={submit?.profile}
          avatar={handlers?.avatar}
        />
      </Section>
      <Section id="status" title="Status">
        <StatusForm status={me.status} error={errorOf("status")} onSubmit={submit?.status} />
      </Section>
      <Section id="account" title="Account">
        <Part title="Password">
          <PasswordForm error={errorOf("password")} onSubmit={submit?.password} />
        </Part>
        <Part title="E-mail">
          <EmailForm me={me} error={errorOf("email")} values={valuesOf("email")} onSubmit={submit?.email} />
        </Part>
        <Part title="My data">
          <ExportLink />
        </Part>
        <Part title="Delete account">
          <DeleteForm me={me} error={errorOf("delete")} onSubmit={submit?.delete} />
        </Part>
      </Section>
      {live && (
        <>
          <Section id="notifications" title="Notifications">
            {live.attention}
          </Section>
          <Section id="blocked" title="Blocked people">
            {live.blocked}
          </Section>
        </>
      )}
      <Section id="sessions" title="Devices">
        <SessionsSection
          sessions={sessions}
          error={sessionsError ?? errorOf("sessions")}
          handlers={handlers?.sessions}
        />
      </Section>
    </PageLayout>
  );
}

interface SectionProps {
  readonly id: string;
  readonly title: string;
  readonly children: ReactNode;
}

function Section({ id, title, children }: SectionProps) {
  return (
    <section id={id} className={styles.section} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`} className={styles.title}>
        {title}
      </h2>
      {children}
    </section>
  );
}

function Part({ title, children }: Omit<SectionProps, "id">) {
  return (
    <div className={styles.part}>
      <h3 className={styles.partTitle}>{title}</h3>
      {children}
    </div>
  );
}
