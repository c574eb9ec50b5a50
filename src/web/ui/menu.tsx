import { Menu as Base } from "@base-ui/react/menu";
import { classes } from "./classes.ts";
import { Icon, type Drawing } from "./icon.tsx";
import styles from "./menu.module.css";

export interface MenuItem {
  readonly label: string;
  readonly icon: Drawing;
  readonly isDanger?: boolean;
  readonly onSelect: () => void;
}

interface MenuProps {
  readonly label: string;
  /** What it hangs from. */
  readonly anchor: HTMLElement;
  readonly items: readonly MenuItem[];
  readonly onClose: () => void;
}

/** A menu that is open while it is drawn; arrow keys, type-ahead and Escape as everywhere. Loaded when first needed. */
export function Menu({ label, anchor, items, onClose }: MenuProps) {
  return (
    <Base.Root open modal={false} onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Base.Portal>
        <Base.Positioner anchor={anchor} align="end" sideOffset={6} className={styles.positioner}>
          <Base.Popup className={styles.popup} aria-label={label} finalFocus={() => anchor}>
            {items.map(({ label: text, icon, isDanger = false, onSelect }) => (
              <Base.Item key={text} className={classes(styles.item, isDanger && styles.danger)} onClick={onSelect}>
                <Icon of={icon} />
                {text}
              </Base.Item>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
