import { Dialog } from "../../ui/dialog.tsx";
import { Kbd } from "../../ui/kbd.tsx";
import { closeOverlay } from "./overlay-store.ts";
import styles from "./shortcut-sheet.module.css";

const shortcuts: readonly (readonly [keys: readonly string[], what: string])[] = [
  [["Enter"], "Send"],
  [["Shift", "Enter"], "New line"],
  [["↑"], "Edit my last message, when nothing is typed"],
  [["Esc"], "Leave editing; back to writing; mark the room read"],
  [["Shift", "Esc"], "Mark all rooms read"],
  [["Alt", "Click"], "Mark a message and all after it unread"],
  [["@"], "Mention somebody"],
  [["#"], "Name a room"],
  [["Ctrl", "K"], "Find people and rooms"],
  [["Alt", "↑"], "Previous room"],
  [["Alt", "↓"], "Next room"],
  [["F6"], "Next part of the page"],
  [["Shift", "F6"], "Part before"],
  [["↑", "↓"], "From message to message, inside the log"],
  [["Ctrl", "/"], "This sheet"],
];

export function ShortcutSheet() {
  return (
    <Dialog title="Keyboard shortcuts" onClose={closeOverlay}>
      <dl className={styles.list}>
        {shortcuts.map(([keys, what]) => (
          <div key={what} className={styles.line}>
            <dt className={styles.keys}>
              {keys.map((key) => (
                <Kbd key={key} keys={key} />
              ))}
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
