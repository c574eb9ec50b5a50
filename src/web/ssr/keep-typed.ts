type Field = HTMLInputElement | HTMLTextAreaElement;

interface Typed {
  readonly name: string;
  readonly value: string;
}

/**
 * Somebody may have begun to type into the server's page before the script came. Takes down what stands there, and
 * gives back a function that puts it into the client's page, focus included.
 */
export function keepTyped(container: HTMLElement): () => void {
  const typed = listFields(container)
    .filter((field) => field.value !== field.defaultValue && field.type !== "hidden" && field.type !== "radio")
    .map((field): Typed => ({ name: field.name, value: field.value }));
  const focused = document.activeElement instanceof HTMLElement ? document.activeElement.getAttribute("name") : null;
  return () => {
    for (const field of listFields(container)) {
      const kept = typed.find(({ name }) => name === field.name);
      if (kept) setValue(field, kept.value);
      if (focused !== null && field.name === focused) field.focus();
    }
  };
}

function listFields(container: HTMLElement): Field[] {
  return [...container.querySelectorAll<Field>("input[name], textarea[name]")];
}

/** Past React's own setter, so that a controlled field hears of the change. */
function setValue(field: Field, value: string): void {
  const prototype = field instanceof HTMLTextAreaElement ? HTMLTextAreaElement.prototype : HTMLInputElement.prototype;
  Object.getOwnPropertyDescriptor(prototype, "value")?.set?.call(field, value);
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
