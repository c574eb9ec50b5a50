import { useState } from "react";
import type { ErrorView } from "#protocol/errors.ts";
import { limits } from "#protocol/limits.ts";
import type { Self } from "#protocol/user.ts";
import { TextArea } from "../../ui/text-area.tsx";
import { TextField } from "../../ui/text-field.tsx";
import type { FormValues } from "../read-form.ts";
import { AvatarForm, type AvatarHandlers } from "./avatar-form.tsx";
import { ProfilePreview } from "./profile-preview.tsx";
import { SettingsForm, type Submit } from "./settings-form.tsx";

interface ProfileSectionProps {
  readonly me: Self;
  readonly error?: ErrorView | undefined;
  readonly avatarError?: ErrorView | undefined;
  /** What was typed before it was refused. */
  readonly values?: FormValues | undefined;
  readonly onSubmit?: Submit | undefined;
  readonly avatar?: AvatarHandlers | undefined;
}

/** What others see of me, and how it will look. */
export function ProfileSection({ me, error, avatarError, values, onSubmit, avatar }: ProfileSectionProps) {
  const [typed, setTyped] = useState<FormValues>(values ?? {});
  const told = (name: "displayName" | "bio" | "pronouns" | "timeZone") => values?.[name] ?? me[name];
  return (
    <>
      <ProfilePreview me={me} typed={typed} />
      <AvatarForm me={me} error={avatarError} handlers={avatar} />
      <SettingsForm
        action="/settings/profile/"
        submitLabel="Save profile"
        done="Saved."
        error={error}
        onSubmit={onSubmit}
        onInput={setTyped}
      >
        {(faultOf) => (
          <>
            <TextField
              label="Name"
              name="displayName"
              required
              autoComplete="name"
              maxLength={limits.displayNameMaxChars}
              defaultValue={told("displayName")}
              fault={faultOf("displayName")}
            />
            <TextField
              label="Pronouns"
              name="pronouns"
              autoComplete="off"
              maxLength={limits.pronounsMaxChars}
              defaultValue={told("pronouns")}
              fault={faultOf("pronouns")}
              placeholder="she/her"
            />
            <TextArea
              label="About me"
              name="bio"
              maxLength={limits.bioMaxChars}
              defaultValue={told("bio")}
              fault={faultOf("bio")}
              placeholder="What others may want to know of you"
            />
            <TimeZoneField zone={told("timeZone")} fault={faultOf("timeZone")} isLive={onSubmit !== undefined} />
          </>
        )}
      </SettingsForm>
    </>
  );
}

interface TimeZoneFieldProps {
  readonly zone: string | undefined;
  readonly fault: string | undefined;
  readonly isLive: boolean;
}

/** The browser knows all names of zones; the page without script leaves them to be typed. */
function TimeZoneField({ zone, fault, isLive }: TimeZoneFieldProps) {
  return (
    <>
      <TextField
        label="Time zone"
        name="timeZone"
        autoComplete="off"
        list="time-zones"
        defaultValue={zone}
        fault={fault}
        placeholder={isLive ? new Intl.DateTimeFormat().resolvedOptions().timeZone : "Europe/Berlin"}
        hint="Others see what time it is where you are."
      />
      {isLive && (
        <datalist id="time-zones">
          {Intl.supportedValuesOf("timeZone").map((name) => (
            <option key={name}>{name}</option>
          ))}
        </datalist>
      )}
    </>
  );
}
