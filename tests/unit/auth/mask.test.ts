import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { maskValue, sensitivityOf } from "@/lib/auth/mask";
import type { Role } from "@/lib/auth/roles";
import { type Sight, sightOf } from "@/lib/auth/sight";
import { endpoints } from "@/lib/kombo/endpoints";

const nothing: Sight = { personal: false, high: false };
const operator: Sight = { personal: true, high: false };
const high = { masked: "high" };
const personal = { masked: "personal" };

const employee = {
  id: "e1",
  first_name: "Ada",
  job_title: "Engineer",
  date_of_birth: "1990-01-01",
  bank_accounts: [{ iban: "DE02120300000000202051" }],
  home_address: { city: "Kiel" },
  ssn: null,
  custom_fields: {},
  brand_new_field: "whatever Kombo adds",
  manager: { id: "e2", last_name: "Voss", salary: 1 },
  employments: [{ id: "m1", job_title: "Engineer", pay_rate: 5000 }],
};

const see = (sight: Sight) => maskValue(employee, { model: "hris_employees", path: "", sight });
const at = (path: string, value: unknown) => maskValue(value, { model: "hris_employees", path, sight: operator });
const person = (role: Role) => ({ kind: "person", id: "1", name: "P", role }) as const;

describe("masking", () => {
  it("a viewer sees neither personal nor high values, and what is empty is told", () => {
    expect(see(nothing)).toEqual({
      id: "e1",
      first_name: personal,
      job_title: "Engineer",
      date_of_birth: high,
      bank_accounts: high,
      home_address: high,
      ssn: null,
      custom_fields: {},
      brand_new_field: high,
      manager: { id: "e2", last_name: personal, salary: high },
      employments: [{ id: "m1", job_title: "Engineer", pay_rate: high }],
    });
  });

  it("who sees personal values still sees no high ones", () => {
    expect(see(operator)).toMatchObject({
      first_name: "Ada",
      manager: { last_name: "Voss", salary: high },
      date_of_birth: high,
    });
  });

  it("a value of the change log is masked by its path, whole entries by their parts", () => {
    expect(at("employments[m1].pay_rate", 5000)).toEqual(high);
    expect(at("employments[m1]", employee.employments[0])).toEqual({ id: "m1", job_title: "Engineer", pay_rate: high });
    expect(at("employments.0.job_title", "Engineer")).toBe("Engineer");
    expect(at("custom_fields.shoe_size", 42)).toEqual(high);
  });

  it("an object or a scalar where the other was expected is high", () => {
    expect(at("job_title", { text: "Engineer", pay: 5000 })).toEqual(high);
    expect(at("employments", "5000 a month")).toEqual(high);
    expect(at("employments", ["5000 a month"])).toEqual([high]);
  });

  it("of an unknown model or payload only ids and times are plain", () => {
    const value = { id: "x", remote_id: "1", name: "Ada", changed_at: "2026-01-01" };
    expect(maskValue(value, { model: "hris_secrets", path: "", sight: operator })).toEqual({ ...value, name: high });
  });

  it("an assessment's payload hides the candidate from a viewer", () => {
    const payload = {
      id: "w",
      type: "assessment:order-received",
      data: { package_id: "p", candidate: { remote_id: "1", email: "a@example.com", birthday: "1990" } },
    };
    expect(maskValue(payload, { model: "webhook", path: "", sight: nothing })).toEqual({
      ...payload,
      data: { package_id: "p", candidate: { remote_id: "1", email: personal, birthday: high } },
    });
  });

  it("no value that may not be seen is left anywhere, whatever its shape and place", () => {
    const secret = "s3cr3t";
    const places = fc.constantFrom(...endpoints.map(({ model }) => model), "webhook", "no_such_model");
    const keys = fc.constantFrom(
      "custom_fields",
      "remote_data",
      "integration_fields",
      "pay_rate",
      "employee_note",
      "x",
    );
    const inside = fc.jsonValue({ maxDepth: 2 }).map((value) => ({ deep: [value, { value: secret }] }));
    fc.assert(
      fc.property(places, keys, inside, (model, key, value) => {
        const seen = maskValue({ id: "1", [key]: value }, { model, path: "", sight: operator });
        expect(JSON.stringify(seen)).not.toContain(secret);
      }),
    );
  });

  it("a value already masked stays masked, and whoever sees all gets exactly what is stored", () => {
    const once = see(nothing);
    expect(maskValue(once, { model: "hris_employees", path: "", sight: nothing })).toEqual(once);
    expect(see({ personal: true, high: true })).toEqual(employee);
  });
});

describe("who sees what", () => {
  it("nobody sees high values without revealing them; a viewer, the cron and anybody else no personal ones", () => {
    expect(sightOf(person("viewer"))).toEqual(nothing);
    expect(sightOf(person("operator"))).toEqual(operator);
    expect(sightOf(person("admin"))).toEqual(operator);
    expect(sightOf({ kind: "cron" })).toEqual(nothing);
    expect(sightOf({ kind: "anyone" })).toEqual(nothing);
  });

  it("pay, bank, birth, home and notes on health are high; names and addresses personal; ids plain", () => {
    expect(sensitivityOf("hris_employments", "pay_rate")).toBe("high");
    expect(sensitivityOf("hris_absences", "employee_note")).toBe("high");
    expect(sensitivityOf("hris_absences", "start_date")).toBe("high");
    expect(sensitivityOf("hris_employees", "start_date")).toBeNull();
    expect(sensitivityOf("hris_employees", "work_email")).toBe("personal");
    expect(sensitivityOf("ats_candidates", "email_addresses.0")).toBe("personal");
    expect(sensitivityOf("hris_employees", "employments.0.id")).toBeNull();
    expect(sensitivityOf("hris_employees", "employments")).toBeNull();
  });
});
