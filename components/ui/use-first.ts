import { useState } from "react";

/** The value it had first, whatever it becomes: a question stays the one that was put while the data under it changes. */
export function useFirst<Value>(value: Value): Value {
  const [first] = useState(() => value);
  return first;
}
