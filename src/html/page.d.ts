// What reading a page's HTML gives: the text a person would have copied, and what else the page itself shows.
// Everything was in the document that was handed over; nothing was requested to find out.

export interface PageReading {
  main: string;                            // the policy alone; the whole text where none was found
  whole: string;                           // everything the page says
  found: boolean;                          // a part that is a policy was found
  title: string;                           // of the page, as its window shows it
  lang: string;                            // as the page declares it; "" if it does not
  notes: PageNote[];
  page: PageFacts;
}

export interface PageNote { code: string; message_ja: string; message_en: string }

export interface PageFacts {
  fields: { kind: string; label: string }[];           // what its forms ask for: name, phone, licence …
  hosts: { host: string; as: string[]; tool: string }[]; // other hosts its source names for scripts, frames, images; the service's name or ""
}

export interface PageQuestion {
  code: string;
  title_ja: string; title_en: string;
  text_ja: string; text_en: string;        // always a question
  seen: string[];                          // what on the page led to it: labels, hosts
}
