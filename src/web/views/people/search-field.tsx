import Search from "lucide-react/icons/search";
import { Icon } from "../../ui/icon.tsx";
import { VisuallyHidden } from "../../ui/visually-hidden.tsx";
import styles from "./search-field.module.css";

interface SearchFieldProps {
  readonly label: string;
  readonly value?: string;
  /** Called at every keystroke; without it, Enter asks the server. */
  readonly onType?: (typed: string) => void;
}

/** Looks for people; without script it is a form that leads to the directory. */
export function SearchField({ label, value = "", onType }: SearchFieldProps) {
  return (
    <search>
      <form action="/people/" onSubmit={(event) => onType && event.preventDefault()}>
        <label className={styles.field}>
          <Icon of={Search} />
          <VisuallyHidden>{label}</VisuallyHidden>
          <input
            className={styles.input}
            type="search"
            name="q"
            maxLength={100}
            placeholder={label}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            defaultValue={value}
            onChange={(event) => onType?.(event.target.value)}
          />
        </label>
      </form>
    </search>
  );
}
