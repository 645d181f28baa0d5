const wordFixes: Readonly<Record<string, string>> = {
  id: "id",
  ids: "ids",
  email: "e-mail",
  url: "URL",
  hris: "HRIS",
  ats: "ATS",
  ssn: "SSN",
  iban: "IBAN",
  bic: "BIC",
};

/** `work_email` → `Work e-mail`. */
export function nameField(key: string): string {
  const words = key
    .replace(/([a-z])([A-Z])/g, "$1_$2")
    .split(/[_\s]+/)
    .filter((word) => word !== "")
    .map((word) => wordFixes[word.toLowerCase()] ?? word.toLowerCase());
  const text = words.join(" ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The keys and list entries of a path: `employments[9p].job_title` → `employments`, `[9p]`, `job_title`. */
export function splitPath(path: string): readonly string[] {
  return path.match(/\[[^\]]*\]|[^.[\]]+/g) ?? [path];
}

/** The words for the last key of a path; an entry of a list is named by its list. */
export function namePath(path: string): string {
  const parts = splitPath(path);
  const last = parts.findLast((part) => !part.startsWith("[")) ?? path;
  return nameField(ownId.test(last) ? last : last.replace(/_id$/, ""));
}

/** Ids that are values of their own, not references to another record. */
const ownId = /^(tax|remote|national|social_security|external)_id$/;

/** `Legal entities` → `Legal entity`: what one record of a model is called. */
export function nameOne(modelLabel: string): string {
  return modelLabel.replace(/ies$/, "y").replace(/(?<!s)s$/, "");
}
