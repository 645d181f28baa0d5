export const firstNames: readonly string[] =
  "Anna Thomas Maria Peter Lena Jürgen Sofia Lukas Emma Jan Laura Felix Mia Paul Julia Max Sarah Ben Lisa Tim Elena David Clara Noah Eva Leon Nora Finn Ida Emil Marta Oskar Ines Anton Zoë Karl Greta Otto Helena Jonas Ylva Piotr Chiara Søren Aylin Mateusz Chloé Håkon Beatriz Łukasz Dóra Kacper Saoirse Niall Lucía Yusuf Wiebke Raphaël Ioana Tadeusz Fenna Zdeněk Noëmi Ilkka Maëlle Bogdan Sigrún Burak Océane Dragoş Milena Kristján Gülşen Étienne Bronisława Øystein Quentin".split(
    " ",
  );
export const lastNames: readonly string[] =
  "Müller Schmidt Jansen Nowak Silva Rossi Weber Fischer Wagner Becker Hoffmann Schäfer Koch Bauer Richter Klein Wolf Schröder Neumann Schwarz Braun Hofmann Krüger Hartmann Lange Werner Krause Lehmann Köhler Maier Hansen Larsen Dubois Laurent Moreau García Fernández López Martínez Kowalczyk Wójcik Novák Horváth Nagy Kovács Popescu Ionescu Yılmaz Kaya Demir Öztürk Virtanen Mäkinen Lindqvist Björklund Jørgensen Sørensen O'Brien Murphy Vandenberghe Peeters Kuijpers Dekker Papadopoulos Tkačenko Bondarenko Zając Čapek Růžička Quiñones Ünal Żak Esposito Bianchi Marchetti Gonçalves Ferreira Almeida Ziegler Zweig Vukić".split(
    " ",
  );
/** A handful of people among all have it. */
export const rareName = "Xylander";

export const tools: Readonly<Record<string, readonly string[]>> = {
  HRIS: ["personio", "bamboohr", "hibob", "workday", "factorial", "sapsuccessfactors", "deel", "kenjo"],
  ATS: ["greenhouse", "lever", "smartrecruiters", "teamtailor", "recruitee", "ashby"],
  LMS: ["moodle", "docebo", "talentlms", "360learning"],
};

/** How many records of a model there are beside the others of its category. */
export const weights: Readonly<Record<string, number>> = {
  hris_employees: 30,
  hris_employments: 25,
  hris_absences: 20,
  hris_time_off_balances: 12,
  hris_timesheets: 6,
  hris_teams: 2,
  hris_performance_reviews: 2,
  ats_candidates: 35,
  ats_applications: 40,
  ats_interviews: 8,
  ats_notes: 8,
  ats_jobs: 2,
  ats_offers: 2,
  lms_users: 35,
  lms_course_progressions: 60,
  lms_courses: 4,
};
