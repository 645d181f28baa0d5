/** Departments, and what people in them are called and paid (euros a year, from–to). */
export type Occupation = {
  readonly title: string;
  readonly department: number;
  readonly from: number;
  readonly to: number;
};

export const departments = [
  "Engineering",
  "Product & Design",
  "Sales",
  "Marketing",
  "Customer Success",
  "Finance",
  "People & Culture",
  "Operations",
  "Legal & Compliance",
  "Data & Analytics",
] as const;

export const teamNames = [
  "Platform",
  "Growth",
  "Core",
  "Süd",
  "Nordics",
  "Île-de-France",
  "Enterprise",
  "Mid-Market",
  "Enablement",
  "Reliability",
] as const;

const rows = `
0|Software Engineer|58000|82000
0|Senior Software Engineer|78000|104000
0|Site Reliability Engineer|72000|98000
0|QA Engineer|48000|68000
0|Engineering Manager|95000|125000
1|Product Manager|66000|94000
1|Product Designer|54000|80000
1|UX Researcher|52000|76000
2|Account Executive|52000|88000
2|Sales Development Representative|38000|52000
2|Regional Sales Manager|82000|118000
3|Content Marketing Manager|46000|66000
3|Performance Marketing Specialist|42000|62000
4|Customer Success Manager|46000|70000
4|Support Specialist|34000|48000
4|Implementation Consultant|52000|74000
5|Accountant|42000|60000
5|Financial Controller|62000|90000
5|Payroll Specialist|40000|56000
6|HR Business Partner|54000|78000
6|Talent Acquisition Manager|50000|74000
7|Operations Manager|54000|80000
7|Office Coordinator|32000|44000
7|Logistics Planner|40000|56000
8|Legal Counsel|68000|102000
8|Compliance Officer|60000|88000
9|Data Analyst|50000|72000
9|Data Scientist|64000|94000
9|Analytics Engineer|60000|86000
`;

const occupations: readonly Occupation[] = rows
  .trim()
  .split("\n")
  .map((row) => {
    const [department, title, from, to] = row.split("|");
    return {
      title: title ?? "",
      department: Number(department),
      from: Number(from),
      to: Number(to),
    };
  });

export const occupationCount = occupations.length;

/** The n-th occupation, starting over after the last. */
export function occupationAt(index: number): Occupation {
  const occupation = occupations[index % occupations.length];
  if (!occupation) throw new Error(`No occupation at ${index}`);
  return occupation;
}
