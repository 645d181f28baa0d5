import type * as supabase from "@supabase/stripe-sync-engine";
import { createRequire } from "node:module";
import type Stripe from "stripe";

import { type Contender, readAll } from "./contender";

/** Its ES module looks for its migrations by `__dirname`, which such a module has not, and goes on without them. */
const { runMigrations, StripeSync }: typeof supabase = createRequire(import.meta.url)("@supabase/stripe-sync-engine");

/** To it the metadata of a customer is texts by key; the column is jsonb and holds the whole employee. */
type Employee = Stripe.Metadata & { readonly id: string };

export const supabaseStripe: Contender = {
  setUp: (databaseUrl) => runMigrations({ databaseUrl, schema: "stripe" }),
  async open(databaseUrl) {
    const sync = new StripeSync({
      poolConfig: { connectionString: databaseUrl, max: 10 },
      stripeSecretKey: "sk_test_bench",
      stripeWebhookSecret: "whsec_bench",
      schema: "stripe",
      autoExpandLists: false,
      backfillRelatedEntities: false,
    });
    return {
      async write(pages) {
        for await (const employees of readAll<Employee>(pages)) await sync.upsertCustomers(employees.map(toCustomer));
      },
      close: () => sync.postgresClient.pool.end(),
    };
  },
};

function toCustomer(employee: Employee): Stripe.Customer {
  return {
    id: employee.id,
    object: "customer",
    name: employee["display_full_name"] ?? null,
    email: employee["work_email"] ?? null,
    phone: employee["mobile_phone_number"] ?? null,
    description: employee["job_title"] ?? null,
    metadata: employee,
    created: 1_700_000_000,
    balance: 0,
    default_source: null,
    invoice_settings: { custom_fields: null, default_payment_method: null, footer: null, rendering_options: null },
    livemode: false,
    shipping: null,
  };
}
