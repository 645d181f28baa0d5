import { expect, test } from "vitest";

import { explainRefusal } from "@/components/sign-in/explain-refusal";
import { listExportColumns } from "@/lib/mirror/exported-record";
import { facetsOf } from "@/lib/mirror/facets";
import { valueAt } from "@/lib/mirror/json";
import { modelOfKey } from "@/lib/mirror/references";

test.each(["constructor", "__proto__", "toString"])("%s, which every object inherits, is no name of ours", (name) => {
  expect(listExportColumns(name)).toEqual(listExportColumns("no_such_model"));
  expect(explainRefusal(name, "Acme")).toBe(explainRefusal("no_such_refusal", "Acme"));
  expect(modelOfKey("hris_employees", name)).toBeUndefined();
  expect(valueAt({}, name)).toBeUndefined();
  expect(facetsOf(name)).toEqual([]);
});
