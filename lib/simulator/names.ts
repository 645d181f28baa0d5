/** Unaccented, every full name of these lists is different: e-mail addresses are made from them. */
const women =
  "Amélie Anaïs Anna Astrid Aylin Beatriz Birgit Bronisława Carla Charlotte Chiara Chloé Claire Dagmar Daphné Deniz Dilara Dóra Elif Elisabeth Elke Emilia Emma Esperança Eszter Fatma Fenna Franziska Frida Giulia Gülşen Hanna Helena Ilse Inès Ingrid Ioana Jana Johanna Júlia Karolína Katarzyna Käthe Kirsten Leïla Lena Léonie Lieke Louise Lucía Maëlle Małgorzata Margarida María Marit Marlène Mathilde Mehtap Mia Milena Nadia Natália Noëmi Nuria Océane Olivia Özlem Paula Petra Priya Renée Rosalía Sabine Saoirse Sára Sigrún Siobhán Sofia Solène Søs Stéphanie Svenja Tereza Théa Ursula Valérie Věra Wiebke Yasemin Ylva Zeynep Zoë Zsófia".split(
    " ",
  );
const men =
  "Adrián Ahmet Aleksander André Antônio Arnaud Björn Bogdan Burak Cédric Christoph Ciarán Damián Daniel Didier Dragoş Dušan Emre Étienne Fabián Felix Finn François Frédéric Gábor Georg Gérard Giovanni Günther Gustavo Håkon Hans Hüseyin Ignacio Ilkka İsmail Ivo Jakub Jérôme Jesús João Jörg Jürgen Kacper Karl Kristján László Lars Léo Lorenzo Ludovic Łukasz Maël Marek Martín Mateusz Matthias Maximilian Mikael Mihály Moritz Niall Nicolás Niels Øystein Olivier Ömer Oskar Pádraig Paweł Peder Pierre Piotr Quentin Radosław Rafał Raphaël René Roberto Sébastien Sergio Søren Stanisław Štěpán Sven Tadeusz Théo Thomas Tomáš Torbjörn Uğur Václav Viktor Wojciech Xavier Yannick Yusuf Zdeněk Žiga".split(
    " ",
  );
const families =
  "Aaltonen Åkesson Albrecht Almeida Álvarez Andersen Arslan Bağcı Balogh Barbier Bauer Beaulieu Beck Berglund Bianchi Björklund Blažek Böhm Bondarenko Bosch Brânză Braun Čapek Castaño Çelik Černý Chevalier Ciobanu Conti Costa Cruz Czarnecki Dąbrowski Dahl Dekker Delacroix Demir Díaz Dietrich Doğan Dubois Dumitrescu Eide Ekström Engel Erdoğan Esposito Farkas Fernández Ferreira Fischer Fleury Fodor Fournier Frank Friis García Gauthier Gómez Gonçalves Grabowski Groß Grüber Guérin Gündoğan Haas Håkansson Hansen Hartmann Hayes Hernández Herrmann Hoffmann Holm Horváth Hrabě Hübner Ibáñez Ionescu Ivanov Jäger Jansen Janković Jensen Jiménez Jóhannsson Jørgensen Juhász Kaczmarek Kaiser Karlsson Kaya Keller Kılıç King Kjær Klein Kočí Köhler König Korhonen Kowalczyk Krämer Kuijpers Kurt Lachance Lang Larsen Laurent Lefèvre Lehmann Lemaître Lévesque Lindqvist Löwe López Łukaszewicz Lundström Machado Maier Mäkinen Marchetti Marín Martínez Mészáros Moreau Müller Muñoz Murphy Nagy Németh Neumann Nielsen Nowak Núñez Nyström Ó'Brien Øberg Oliveira Ortiz Östlund Öztürk Papadopoulos Patel Pedersen Pérez Peeters Pinto Pohl Popescu Prévost Procházka Quiñones Ramírez Rasmussen Ribeiro Richter Rossi Roux Růžička Sá Sánchez Şahin Santos Schäfer Schmidt Schröder Schulz Séguin Silva Ślusarczyk Smit Sørensen Souza Steiner Strauß Svensson Świątek Szabó Tamm Tănase Thévenet Tkačenko Torres Tóth Turgut Ünal Urbański Vaillant Valdés Vandenberghe Vašek Virtanen Vogel Vukić Wagner Walter Wąsik Weiß Wieczorek Winkler Wójcik Yıldız Yılmaz Zając Zapata Żak Ziegler Zimmermann Zweig".split(
    " ",
  );

const givenNames = women.length + men.length;
export const fullNames = givenNames * families.length;

/** A prime above every list's length, so that multiplying by it visits each full name once before any repeats. */
const stride = 15_485_863;

const letters: Readonly<Record<string, string>> = {
  ß: "ss",
  ø: "o",
  ł: "l",
  ı: "i",
  æ: "ae",
  đ: "d",
};

export type PersonName = {
  readonly first: string;
  readonly last: string;
  readonly female: boolean;
  /** `given.family`, with a number when all names have been used once. */
  readonly mailbox: string;
};

/** The n-th person of a seed: up to `fullNames` people, no two have the same name. */
export function personName(seed: number, index: number): PersonName {
  const position = (((index % fullNames) + (seed % fullNames)) * stride) % fullNames;
  const given = position % givenNames;
  const female = given < women.length;
  const first = (female ? women[given] : men[given - women.length]) ?? "";
  const last = families[Math.floor(position / givenNames)] ?? "";
  const round = Math.floor(index / fullNames);
  const mailbox = `${unaccented(first)}.${unaccented(last)}${round === 0 ? "" : round + 1}`;
  return { first, last, female, mailbox };
}

const known = new Map<string, string>();

function unaccented(name: string): string {
  const found = known.get(name);
  if (found !== undefined) return found;
  const plain = name
    .normalize("NFD")
    .toLowerCase()
    .replaceAll(/[ßøłıæđ]/g, (letter) => letters[letter] ?? letter)
    .replaceAll(/[^a-z]/g, "");
  known.set(name, plain);
  return plain;
}
