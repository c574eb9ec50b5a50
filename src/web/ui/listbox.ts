/** The list of a field that keeps the focus itself, which `select` and `datalist` cannot be. */
export const listbox = { role: "listbox" } as const;
export const listboxOption = { role: "option", tabIndex: -1 } as const;
