import type { ReactNode } from "react";
import CloudOff from "lucide-react/icons/cloud-off";
import CircleAlert from "lucide-react/icons/circle-alert";
import Inbox from "lucide-react/icons/inbox";
import Pencil from "lucide-react/icons/pencil";
import Trash2 from "lucide-react/icons/trash-2";
import { Avatar } from "../../ui/avatar.tsx";
import { Badge } from "../../ui/badge.tsx";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { CheckField } from "../../ui/check-field.tsx";
import { ChoiceField } from "../../ui/choice-field.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { Kbd } from "../../ui/kbd.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { people } from "./fixtures.ts";
import styles from "./style-page.module.css";

const tones = ["primary", "plain", "quiet", "danger"] as const;
const choices = [
  { value: "public", label: "Public", hint: "Everybody here can find it and join." },
  { value: "private", label: "Private", hint: "Only members know of it." },
];

export const parts: Readonly<Record<string, ReactNode>> = {
  Buttons: (
    <div className={styles.row}>
      {tones.map((tone) => (
        <Button key={tone} tone={tone}>
          {tone}
        </Button>
      ))}
      <Button tone="primary" disabled>
        disabled
      </Button>
      <Button tone="primary" isBusy>
        busy
      </Button>
      <IconButton icon={Pencil} label="Edit" />
      <IconButton icon={Trash2} label="Delete" isDanger />
      <IconButton icon={Pencil} label="Pressed" aria-pressed />
    </div>
  ),
  Fields: (
    <div className={styles.grid}>
      <TextField label="Name" name="a" placeholder="Book club" />
      <TextField label="With a hint" name="b" hint="How you are shown beside your messages." />
      <TextField label="Refused" name="c" defaultValue="a" fault="At least 2 characters." />
      <TextField label="Address" name="d" prefix="/rooms/" defaultValue="book-club" />
      <ChoiceField label="Who can join" name="kind" choices={choices} defaultValue="public" />
      <CheckField label="Readable by everyone" name="e" hint="Also without logging in." defaultChecked />
    </div>
  ),
  "Faces, badges, keys": (
    <div className={styles.row}>
      {people.map((user) => (
        <Avatar key={user.id} name={user.displayName} seed={user.id} />
      ))}
      <Avatar name="Medium Size" seed={3} size="medium" />
      <Avatar name="Small Size" seed={4} size="small" />
      <Badge count={3} label="mentions" />
      <Badge count={128} label="mentions" />
      <Kbd keys="Ctrl" />
      <Kbd keys="K" />
    </div>
  ),
  Banners: (
    <div className={styles.grid}>
      <Banner tone="warn" icon={CloudOff}>
        No connection. Trying again; what you write is kept and goes out by itself.
      </Banner>
      <Banner tone="bad" icon={CircleAlert} action={<Button>Log in</Button>}>
        You were logged out.
      </Banner>
    </div>
  ),
  Loading: (
    <div className={styles.grid}>
      <Skeleton kind="message" count={4} />
      <Skeleton kind="row" count={6} />
    </div>
  ),
  Empty: (
    <EmptyState icon={Inbox} title="Nothing here yet" action={<Button tone="primary">Begin</Button>}>
      One or two sentences that teach what belongs here and how it gets here.
    </EmptyState>
  ),
};
