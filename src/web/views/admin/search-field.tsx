import { useEffect, useRef, type ChangeEvent } from "react";
import Search from "lucide-react/icons/search";
import { Icon } from "../../ui/icon.tsx";
import styles from "./search-field.module.css";

interface SearchFieldProps {
  readonly label: string;
  readonly onSearch: (text: string) => void;
}

const pauseMs = 250;

/** Searches once the typing pauses. */
export function SearchField({ label, onSearch }: SearchFieldProps) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const onChange = ({ target }: ChangeEvent<HTMLInputElement>) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => onSearch(target.value.trim()), pauseMs);
  };
  return (
    <div className={styles.box}>
      <Icon of={Search} />
      <input
        type="search"
        className={styles.input}
        aria-label={label}
        placeholder={label}
        maxLength={100}
        autoComplete="off"
        spellCheck={false}
        onChange={onChange}
      />
    </div>
  );
}
