import { useRef, type ReactNode } from "react";
import { Dialog as Base } from "@base-ui/react/dialog";
import X from "lucide-react/icons/x";
import { classes } from "./classes.ts";
import { Icon } from "./icon.tsx";
import { iconButtonClass } from "./icon-button.tsx";
import styles from "./dialog.module.css";

interface DialogProps {
  readonly title: string;
  readonly description?: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** The title is said, not drawn: for dialogs that are one field. */
  readonly isBare?: boolean;
  /** Where the focus goes afterwards, when what opened the dialog will be gone. */
  readonly returnTo?: () => HTMLElement | boolean | null;
}

/** Traps focus, closes by Escape and outside press, gives focus back. Loaded when first needed. */
export function Dialog({ title, description, onClose, children, isBare = false, returnTo }: DialogProps) {
  const popup = useRef<HTMLDivElement>(null);
  return (
    <Base.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Base.Portal>
        <Base.Backdrop className={styles.backdrop} />
        <Base.Viewport className={classes(styles.viewport, isBare && styles.high)}>
          <Base.Popup
            ref={popup}
            className={classes(styles.popup, isBare && styles.bare)}
            initialFocus={() => popup.current?.querySelector<HTMLElement>("[data-first]") ?? true}
            {...(returnTo && { finalFocus: returnTo })}
          >
            <div className={styles.head}>
              <Base.Title className={styles.title}>{title}</Base.Title>
              <Base.Close className={iconButtonClass()} aria-label="Close" data-tip="Close">
                <Icon of={X} />
              </Base.Close>
            </div>
            {description !== undefined && (
              <Base.Description className={styles.description}>{description}</Base.Description>
            )}
            {children}
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  );
}

/** A button that closes the dialog it stands in. */
export const DialogClose = Base.Close;
