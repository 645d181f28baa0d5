import type { JsonObject } from "./json";

export type Place = {
  readonly city: string;
  readonly country: string;
  readonly street: string;
  readonly zip: string;
  readonly state: string | null;
  readonly currency: string;
  /** What the job list's yearly pay in euros is multiplied by. */
  readonly pay: number;
  readonly company: string;
  readonly dialling: string;
  readonly iban: string;
  readonly offset: string;
};

const rows = `
Berlin|DE|Torstraße 49|10119|Berlin|EUR|1|GmbH|+49 30|DE|+01:00
München|DE|Lindwurmstraße 88|80337|Bayern|EUR|1.08|GmbH|+49 89|DE|+01:00
Paris|FR|12 Rue de Cléry|75002|Île-de-France|EUR|1.02|SAS|+33 1|FR|+01:00
Zürich|CH|Löwenstrasse 29|8001|Zürich|CHF|1.6|AG|+41 44|CH|+01:00
København|DK|Nørrebrogade 45|2200|Hovedstaden|DKK|8.2|ApS|+45 32|DK|+01:00
Kraków|PL|ul. Świętego Jana 11|31-017|Małopolskie|PLN|2.9|Sp. z o.o.|+48 12|PL|+01:00
Málaga|ES|Calle Larios 5|29015|Andalucía|EUR|0.74|S.L.|+34 952|ES|+01:00
London|GB|61 Curtain Road|EC2A 3QT|England|GBP|0.92|Ltd|+44 20|GB|+00:00
New York|US|284 Lafayette Street|10012|NY|USD|1.7|Inc.|+1 212|US|-05:00
São Paulo|BR|Rua Harmonia 721|05435-000|SP|BRL|3.1|Ltda.|+55 11|BR|-03:00
Malmö|SE|Södra Förstadsgatan 18|211 43|Skåne län|SEK|10.4|AB|+46 40|SE|+01:00
Wien|AT|Neubaugasse 36|1070|Wien|EUR|0.98|GmbH|+43 1|AT|+01:00
Brno|CZ|Údolní 33|602 00|Jihomoravský kraj|CZK|16|s.r.o.|+420 5|CZ|+01:00
İstanbul|TR|Bağdat Caddesi 112|34728|İstanbul|TRY|19|A.Ş.|+90 216|TR|+03:00
Lisboa|PT|Rua do Século 107|1200-434|Lisboa|EUR|0.7|Lda.|+351 21|PT|+00:00
Montréal|CA|4030 Rue Saint-Ambroise|H4C 2C7|QC|CAD|1.35|Inc.|+1 514|CA|-05:00
`;

const places: readonly Place[] = rows.trim().split("\n").map(parsePlace);

/** The n-th place, starting over after the last. */
export function placeAt(index: number): Place {
  const place = places[index % places.length];
  if (!place) throw new Error(`No place at ${index}`);
  return place;
}

export function addressOf(place: Place, round: number): JsonObject {
  const street = round === 0 ? place.street : `${place.street} / ${round + 1}`;
  return {
    city: place.city,
    country: place.country,
    raw: `${street}, ${place.zip} ${place.city}`,
    state: place.state,
    street_1: street,
    street_2: null,
    zip_code: place.zip,
  };
}

function parsePlace(row: string): Place {
  const [city, country, street, zip, state, currency, pay, company, dialling, iban, offset] = row.split("|");
  return {
    city: city ?? "",
    country: country ?? "",
    street: street ?? "",
    zip: zip ?? "",
    state: state ?? null,
    currency: currency ?? "EUR",
    pay: Number(pay),
    company: company ?? "",
    dialling: dialling ?? "",
    iban: iban ?? "",
    offset: offset ?? "+00:00",
  };
}
