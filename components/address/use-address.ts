"use client";

import { useSearchParams } from "next/navigation";
import { useMemo, useState } from "react";

import { changeQuery, readQuery, type Changes, type Parameters, type Values } from "./parameters";

/** What the page shows is in its address, so that it can be sent, reloaded and gone back to. */
export function useAddress<Of extends Parameters>(
  parameters: Of,
): readonly [Values<Of>, (changes: Changes<Of> | null) => void] {
  const known = useSearchParams().toString();
  // The router learns of it in its own time; who pressed sees it at once.
  const [written, setWritten] = useState({ over: known, query: known });
  // Once it has moved on, to whatever, what was written before says nothing any more.
  if (written.over !== known) setWritten({ over: known, query: known });
  const query = written.over === known ? written.query : known;
  const values = useMemo(() => readQuery(parameters, query), [parameters, query]);

  function change(changes: Changes<Of> | null): void {
    const { pathname, search, hash } = window.location;
    const next = changeQuery(parameters, changes, search);
    setWritten({ over: known, query: next });
    window.history.replaceState(null, "", `${pathname}${next === "" ? "" : `?${next}`}${hash}`);
  }

  return [values, change];
}
