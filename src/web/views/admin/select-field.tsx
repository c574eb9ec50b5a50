import ChevronDown from "lucide-react/icons/chevron-down";
import { classes } from "../../ui/classes.ts";
import { Icon } from "../../ui/icon.tsx";
import styles from "./select-field.module.css";

interface SelectFieldProps<Value extends string> {
  /** Said, not drawn: what it is about stands beside it. */
  readonly label: string;
  readonly value: Value;
  readonly choices: readonly (readonly [value: Value, label: string])[];
  readonly onChoose: (value: Value) => void;
  /** Without an edge until it is pointed at: for many below each other. */
  readonly isQuiet?: boolean;
}

export function SelectField<Value extends string>(props: SelectFieldProps<Value>) {
  const { label, value, choices, onChoose, isQuiet = false } = props;
  const choose = (text: string) => {
    const chosen = choices.find(([each]) => each === text);
    if (chosen) onChoose(chosen[0]);
  };
  return (
    <span className={classes(styles.field, isQuiet && styles.quiet)}>
      <select
        className={styles.select}
        aria-label={label}
        value={value}
        onChange={({ target }) => choose(target.value)}
      >
        {choices.map(([each, text]) => (
          <option key={each} value={each}>
            {text}
          </option>
        ))}
      </select>
      <Icon of={ChevronDown} size={16} />
    </span>
  );
}
