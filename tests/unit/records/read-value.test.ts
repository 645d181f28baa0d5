import { expect, test } from "vitest";

import { readValue } from "@/components/records/read-value";

test.each([
  [{ id: "a", first_name: "Ada", last_name: "Byron" }, "Ada Byron"],
  [
    { id: "a", used: 9, balance: 21.5, used_unit: "DAYS", employee_id: "b", changed_at: "2026-11-20T10:00:00Z" },
    "used 9, balance 21.5, used unit Days",
  ],
  [{ id: "a", owner: { name: "Payroll" } }, "Payroll"],
  [{ id: "a", remote_id: "7" }, "a, 7"],
])("a nested object reads by its name, else by what it says and not by its ids: %j", (value, text) => {
  expect(readValue(value).text).toBe(text);
});

test("a nested object whose name may not be seen reads as hidden, not as something else it says", () => {
  const person = { id: "a", first_name: { masked: "personal" }, last_name: null, employment_status: "ACTIVE" };
  expect(readValue(person).text).toBe("••••••");
});
