"use strict";
// The page reads without this script. It shows one chart at a time, opens the panel beside it,
// searches, and goes by keys. Words from the study are put in as text, never as markup.
document.documentElement.classList.add("scripted");
document.addEventListener("DOMContentLoaded", () => {
  const $ = (id) => document.getElementById(id);
  const data = JSON.parse($("data").textContent);
  const [main, panel, body, nav] = [$("main"), $("panel"), $("panel-body"), document.querySelector("nav")];
  const width = data.subthemes.length;

  function make(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  }

  const button = (text, act, kind = "") => {
    const element = make("button", { type: "button", class: kind }, text);
    element.addEventListener("click", act);
    return element;
  };

  // Escapes and direction marks are shown as \x1b and the like.
  const inert = (text) => text.replace(
    /[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g,
    (char) => (char > "\xff" ? "\\u" : "\\x") + char.charCodeAt(0).toString(16).padStart(char > "\xff" ? 4 : 2, "0"),
  );

  // ---- One view at a time

  const views = [...document.querySelectorAll(".view")];
  let current = null;

  function show(view, place) {
    if (view !== current) {
      current?.classList.remove("current");
      view.classList.add("current");
      current = view;
      for (const link of view.querySelectorAll("td[data-n] a")) link.tabIndex = -1;  // the panel has them
      const tables = [...view.querySelectorAll("table:not(.legend)")];
      for (const table of tables) table.setAttribute("role", "grid");
      for (const box of view.querySelectorAll("td[data-n]")) box.tabIndex = -1;
      const first = view.querySelector("td[data-n]");
      if (first) first.tabIndex = 0;
      main.scrollTop = main.scrollLeft = 0;
    }
    if (place && place !== view) place.scrollIntoView();
  }

  function go() {
    const wanted = decodeURIComponent(location.hash.slice(1)) || document.body.dataset.start;
    const box = /^cell-\d+$/.test(wanted) && boxOf(wanted.slice(5));
    if (box) return void (reveal(box), openCell(Number(wanted.slice(5)), box));
    const place = $(wanted) ?? views[0];
    const view = place.closest(".view");
    if (!view) return;
    if (view !== current && !panel.hidden) shut();
    show(view, place);
    for (const link of nav.querySelectorAll("a")) {
      const here = link.hash === `#${wanted}`;
      link.toggleAttribute("aria-current", here);
      if (here) link.setAttribute("aria-current", "true");
    }
    for (const item of nav.querySelectorAll("li")) item.classList.toggle("open", !!item.querySelector("[aria-current]"));
    fold();
  }

  const boxOf = (number) =>
    current?.querySelector(`[data-n="${number}"]`) ?? document.querySelector(`[data-n="${number}"]`);

  function reveal(box) {
    show(box.closest(".view"));
    box.scrollIntoView({ block: "center", inline: "center" });
  }

  // Where the window is narrow, and where the panel needs the room, the list of charts folds.
  const [narrow, wide] = [matchMedia("(max-width: 62rem)"), matchMedia("(min-width: 80rem)")];
  const fold = () => { nav.firstElementChild.open = !narrow.matches && (panel.hidden || wide.matches); };

  // ---- Keys: boxes as in a grid, from table to table

  const rows = () => [...current.querySelectorAll("tr")]
    .map((row) => [...row.querySelectorAll("td[data-n]")]).filter((row) => row.length);
  const middle = (box) => box.getBoundingClientRect().left + box.offsetWidth / 2;
  const nearest = (row, x) => row.reduce((a, b) => (Math.abs(middle(b) - x) < Math.abs(middle(a) - x) ? b : a));

  function step(box, key, far) {
    const every = rows();
    const at = every.findIndex((row) => row.includes(box));
    const row = every[at];
    if (key === "ArrowLeft") return row[row.indexOf(box) - 1];
    if (key === "ArrowRight") return row[row.indexOf(box) + 1];
    if (key === "Home") return far ? every[0][0] : row[0];
    if (key === "End") return far ? every.at(-1).at(-1) : row.at(-1);
    const next = every[at + (key === "ArrowUp" ? -1 : 1)];
    return next && nearest(next, middle(box));
  }

  function focusBox(box) {
    for (const other of current.querySelectorAll('td[tabindex="0"]')) other.tabIndex = -1;
    box.tabIndex = 0;
    box.focus();
  }

  main.addEventListener("keydown", (event) => {
    const box = event.target.closest("td[data-n]");
    if (!box || event.target !== box || event.altKey || event.metaKey) return;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      openCell(Number(box.dataset.n), box);
    } else if (/^(Arrow|Home$|End$)/.test(event.key)) {
      event.preventDefault();
      const next = step(box, event.key, event.ctrlKey);
      if (next) focusBox(next);
    }
  });

  main.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    const link = event.target.closest("a");
    const box = event.target.closest("td[data-n]");
    if (!box || (link && !link.matches(".ref")) || (!link && String(getSelection()))) return;
    focusBox(box);
    if (link) {
      event.preventDefault();
      choose(box);
      open([() => turnsPanel(link)], box);
    } else openCell(Number(box.dataset.n), box);
  });

  // ---- The panel: what is drawn in it is a stack, to come back through

  let stack = [], from = null;

  function choose(box) {
    document.querySelector(".chosen")?.classList.remove("chosen");
    box?.classList.add("chosen");
  }

  function draw(focus = true) {
    const [name, ...parts] = stack.at(-1)();
    $("panel-name").textContent = name;
    body.replaceChildren(...parts.filter(Boolean));
    $("back").hidden = stack.length < 2;
    $("said").textContent = "";
    beside(true);
    panel.scrollTop = 0;
    if (focus) $("panel-name").focus();
  }

  function open(draws, origin, focus) {
    [stack, from] = [draws, origin];
    draw(focus);
    if (origin.matches("td")) origin.scrollIntoView({ block: "nearest", inline: "nearest" });  // the panel takes room
  }

  function beside(shown) {
    panel.hidden = !shown;
    document.body.classList.toggle("beside", shown);
    fold();
  }

  const deeper = (drawing) => { stack.push(drawing); draw(); };

  function shut() {
    beside(false);
    choose(null);
  }

  function close() {
    shut();
    from?.focus();
  }

  function openCell(number, box) {
    choose(box);
    open([() => cellPanel(number, box)], box);
  }

  $("back").addEventListener("click", () => { stack.pop(); draw(); });
  $("close").addEventListener("click", close);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !panel.hidden) close();
  });
  body.addEventListener("click", (event) => {
    const link = event.target.closest("a.ref");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    deeper(() => turnsPanel(link));
  });

  const title = (number) => [data.rows[Math.floor(number / width)], data.subthemes[number % width]];
  function about(number) {
    const { facts, quotes, found = [] } = data.cells[number] ?? { facts: [], quotes: [] };
    const { key } = title(number)[0];
    const whole = (quote) => ({ case: key, last: quote.first, ...quote });
    return { facts, quotes: quotes.map(whole), found: found.map(whole) };
  }


  // The words of a cell stand once in the page, in its charts: the panel shows a copy.
  function summaryOf(number) {
    const box = document.querySelector(`[data-n="${number}"]:not(.passages, .none)`);
    const words = box?.querySelector(".box")?.cloneNode(true);
    if (!words) return make("p", { class: "plain" }, "Not charted yet.");
    for (const link of words.querySelectorAll("a")) link.removeAttribute("tabindex");
    return make("div", { class: box.className.replace("chosen", "") }, words);
  }

  // What a cell rests on, its passages first. The summary follows unless it stands in the box that was opened.
  function cellPanel(number, opened) {
    const [row, subtheme] = title(number);
    const { facts, quotes, found } = about(number);
    const key = (place) => place * width + (number % width);
    const place = Math.floor(number / width);
    const above = data.rows.map((_, at) => at)
      .filter((at) => data.rows[at].under?.includes(place) && !boxOf(key(at))?.matches(".open, .outside, .none"));
    return [
      inert(row.key),
      make("p", {}, inert(subtheme)),
      ...(row.under ? beneath(row.under.map(key), quotes) : [...passages(quotes), ...proposals(found)]),
      ...(!opened || opened.matches(".passages, .none") ? [make("h3", {}, "Summary"), summaryOf(number)] : []),
      make("h3", {}, "About this cell"),
      lines(number),
      facts.length && make("dl", {}, ...facts.flatMap(([name, told]) => [make("dt", {}, name), make("dd", {}, inert(told))])),
      above.length && make("h3", {}, "Summed up in"),
      ...above.map((at) => make("p", {}, button(inert(data.rows[at].key), () => deeper(() => cellPanel(key(at))), "link"))),
    ];
  }

  function lines(number) {
    const head = boxOf(number)?.parentElement.querySelector("th[scope=row]");
    const copies = [...(head?.querySelectorAll("span") ?? [])].map((line) => line.cloneNode(true));
    return make("p", { class: "lines" }, ...copies);
  }

  function passages(quotes) {
    if (!quotes.length) return [make("h3", {}, "Passages"), make("p", { class: "plain" }, "None is indexed here, and no turn referred to.")];
    return [make("h3", {}, "Passages"), ...exchanges(quotes)];
  }

  // What terms found stands apart, under its mark; it is not quoted from here.
  function proposals(found) {
    return data.marks.flatMap((mark, at) => {
      const own = found.filter((one) => one.mark === at);
      return own.length ? [make("h3", { class: "found mark" }, mark), make("div", { class: "found" }, ...exchanges(own))] : [];
    });
  }

  function beneath(numbers, quotes) {
    const found = quotes.length ? [make("h3", {}, "The turns it refers to"), ...exchanges(quotes)] : [];
    found.push(make("h3", {}, "The cells beneath"));
    for (const number of numbers) {
      found.push(make("h4", {}, button(inert(title(number)[0].key), () => deeper(() => cellPanel(number)), "link")), summaryOf(number));
      const own = about(number);
      if (own.quotes.length) found.push(unfold(make("summary", {}, "Passages"), () => exchanges(own.quotes)));
      if (own.found.length) found.push(unfold(make("summary", { class: "found mark" }, data.marks[own.found[0].mark]), () => proposals(own.found)));
    }
    return found;
  }

  function unfold(name, draw) {
    const more = make("details", {}, name);
    more.addEventListener("toggle", () => more.childElementCount > 1 || more.append(...draw()));
    more.open = !!current?.id.startsWith("passages");
    return more;
  }

  function turnsPanel(link) {
    const [, own, number] = link.getAttribute("href").match(/\/(.+)\.html#t(.+)$/);
    const turns = link.dataset.turns ?? `${decodeURIComponent(own)} ${number} ${number}`;
    const quotes = turns.split(",").flatMap((each) => {
      const [name, first, last] = each.split(" ");
      const [a, b] = [placeOf(name, first), placeOf(name, last)];
      return data.cases[name].turns.slice(a, b + 1).map(([turn]) => ({ case: name, first: turn, last: turn, read: true }));
    });
    return [link.textContent, make("h3", {}, "The turns it refers to"), ...exchanges(quotes)];
  }

  // ---- Passages in their exchange

  const placeOf = (name, number) => data.cases[name].turns.findIndex((turn) => turn?.[0] === number);
  const copy = (name, number) => `transcripts/${encodeURIComponent(name)}.html#t${number}`;

  // Each turn once, however many passages stand in it; parted where turns between are left out.
  function exchanges(quotes) {
    const found = [];
    for (const name of new Set(quotes.map((quote) => quote.case))) {
      const own = quotes.filter((quote) => quote.case === name);
      const placed = own.filter((quote) => !quote.lost)
        .map((quote) => ({ quote, a: placeOf(name, quote.first), b: placeOf(name, quote.last) }));
      const wanted = new Set(placed.flatMap(({ a, b }) => around(data.cases[name].turns, a, b)));
      found.push(make("h4", {}, inert(name)));
      let list = null, last = -2;
      for (const at of [...wanted].sort((a, b) => a - b)) {
        if (at !== last + 1) found.push(list = make("ol", { class: "exchange" }));
        list.append(turnItem(name, at, placed.filter(({ a, b }) => a <= at && at <= b)));
        last = at;
      }
      found.push(...own.filter((quote) => quote.lost).map(lostItem));
    }
    return found;
  }

  function around(turns, a, b) {
    const found = [];
    for (let at = a; at <= b; at++) found.push(at);
    for (let at = a - 1; at >= a - data.around && turns[at]; at--) found.push(at);
    for (let at = b + 1; at <= b + data.around && turns[at]; at++) found.push(at);
    return found;
  }

  function turnItem(name, at, placed) {
    const [number, speaker, text] = data.cases[name].turns[at];
    const [label, role, kind] = data.cases[name].speakers[speaker];
    const who = make("span", { class: "who" }, `${inert(label)} `, make("span", {}, inert(role || kind || "not known")));
    const words = make("p", { class: "words", dir: "auto" }, ...marked(text, placed.map(({ quote, a, b }) => bounds(quote, at === a, at === b))));
    const sources = placed.filter(({ b }) => b === at).map(({ quote }) => source(quote));
    return make("li", { class: `turn ${kind || "unknown"} ${placed.length ? "told" : ""}` },
      make("a", { class: "number", href: copy(name, number), title: "in the whole transcript" }, number),
      make("div", {}, who, words, ...sources));
  }

  const bounds = (quote, first, last) =>
    quote.start === undefined ? null : [first ? quote.start : 0, last ? quote.end : Infinity];

  // Positions are code points; a browser's strings are counted otherwise.
  function marked(text, spans) {
    const points = [...text];
    const inside = points.map((_, at) => spans.some((span) => span && span[0] <= at && at < span[1]));
    const parts = [];
    for (let at = 0, start = 0; at <= points.length; at++) {
      if (at < points.length && inside[at] === inside[start]) continue;
      const piece = inert(points.slice(start, at).join(""));
      if (piece) parts.push(inside[start] ? make("mark", {}, piece) : piece);
      start = at;
    }
    return parts;
  }

  function source(quote) {
    if (quote.told) return make("p", { class: "source" }, inert(quote.told));
    const how = quote.by ? `indexed by ${quote.by}` : quote.read ? "" : "the summary refers to it";
    const told = [how, quote.standing && `${quote.standing} since`].filter(Boolean).join("; ");
    return make("p", { class: "source" }, make("span", {}, inert([attribution(quote), told].filter(Boolean).join(" · "))),
      button("Copy with attribution", () => copyText(quoted(quote))));
  }

  function lostItem(quote) {
    return make("div", {}, make("p", { dir: "auto" }, `[${quote.turn}] ${inert(quote.speaker)}: ${inert(quote.lost)}`),
      make("p", { class: "source" }, "Lost: these words are no longer found in the transcript. framework check tells more."));
  }

  // ---- Quotes with their attribution

  function attribution(quote) {
    const own = data.cases[quote.case];
    return quote.attribution ?? own.speakers[own.turns[placeOf(quote.case, quote.first)][1]][3];
  }

  function pieces(quote) {
    const { turns, speakers } = data.cases[quote.case];
    const [a, b] = [placeOf(quote.case, quote.first), placeOf(quote.case, quote.last)];
    return turns.slice(a, b + 1).map(([, speaker, text], at) => {
      const [start, end] = bounds(quote, at === 0, at === b - a) ?? [0, Infinity];
      const [label, , kind] = speakers[speaker];
      return [kind === "moderator" && !/moderator/i.test(label) ? `${label} (moderator)` : label, [...text].slice(start, end).join("")];
    });
  }

  function quoted(quote) {
    const parts = pieces(quote);
    const words = parts.map(([label, text]) => (parts.length > 1 ? `${label}: “${text}”` : `“${text}”`));
    return inert([...words, attribution(quote)].join(parts.length > 1 ? "\n" : " "));
  }

  async function copyText(text) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = document.body.appendChild(make("textarea", {}, text));
      area.select();
      document.execCommand("copy");
      area.remove();
    }
    $("said").textContent = `Copied: ${text}`;
  }

  // ---- Search, without typography: case, accents, quotes, dashes and white space

  const alike = (char) => char.normalize("NFKD").replace(/[\u0300-\u036f\p{Cf}]/gu, "").replace(/[‘’‚‛′`´]/g, "'")
    .replace(/[“”„‟″«»]/g, '"').replace(/[‐‑‒–—―−]/g, "-").replace(/\s/g, " ").toLowerCase();

  // Returns the folded text, and for each of its characters the code point that it came from.
  function folded(text) {
    let plain = "";
    const places = [];
    [...text].forEach((char, place) => {
      for (const letter of alike(char)) {
        if (letter === " " && plain.endsWith(" ")) continue;
        plain += letter;
        for (const _ of Array(letter.length)) places.push(place);
      }
    });
    return { plain, places };
  }

  let searched = null;
  function texts() {
    searched ??= [...new Map([...document.querySelectorAll("td[data-n]:not(.passages, .none)")].map((box) => [box.dataset.n, box]))]
      .flatMap(([number, box]) => [
        [number, "summary", [...box.querySelectorAll(".box p")].map((part) => part.textContent).join("\n")],
        ...about(number).quotes.map((quote) => quote.lost
          ? [number, `[${quote.turn}], lost`, inert(quote.lost)]
          : [number, `[${quote.first}${quote.last === quote.first ? "" : `–${quote.last}`}]`, inert(pieces(quote).map(([, text]) => text).join("\n"))]),
        ...about(number).found.map((one) =>
          [number, `[${one.first}], ${data.marks[one.mark]}`, inert(pieces(one).map(([, text]) => text).join("\n"))]),
      ])
      .filter(([, , text]) => text)
      .map(([number, what, text]) => ({ number: Number(number), what, text, plain: folded(text).plain }));
    return searched;
  }

  // The whole transcripts stand in a file beside the page, fetched at the first search.
  let spoken = null;
  function listen() {
    spoken = [];
    const script = make("script", { src: "data/words.js" });
    script.addEventListener("load", () => {
      spoken = window.transcripts.flatMap(([name, speakers, turns]) => turns.map(([number, speaker, text]) =>
        ({ name, number, who: speakers[speaker], text, plain: alike(text).replace(/ +/g, " ") })));
      if (from === $("search") && stack.length === 1 && !panel.hidden) search();
    });
    script.addEventListener("error", () => { spoken.missing = true; });
    document.head.append(script);
  }

  function turnLine({ name, number, who, text }, wanted) {
    const line = make("a", { class: "result", href: copy(name, number) });
    line.append(make("b", {}, `${inert(name)} ${number}`), make("span", { class: "plain" }, inert(who)), " ", ...near(text, wanted));
    return line;
  }

  const MOST = 200;
  function search() {
    const wanted = folded($("search").value).plain.trim();
    if (wanted.length < 2) {
      $("found").textContent = "";
      if (from === $("search")) beside(false);
      return;
    }
    const found = texts().filter(({ plain }) => plain.includes(wanted));
    if (!spoken) listen();
    const heard = spoken.filter(({ plain }) => plain.includes(wanted));
    const told = (list, noun) => `${list.length || "no"} ${noun}${list.length === 1 ? "" : "s"}`;
    $("found").textContent = heard.length && !found.length ? told(heard, "turn") : told(found, "place");
    const results = () => [
      `“${$("search").value.trim()}”`,
      ...found.slice(0, MOST).map((one) => result(one, wanted)),
      !found.length && make("p", { class: "plain" }, "In no summary and no passage of this page."),
      heard.length && make("h3", {}, `In the transcripts: ${told(heard, "turn")}`),
      ...heard.slice(0, MOST).map((one) => turnLine(one, wanted)),
      spoken.length && !heard.length && make("p", { class: "plain" }, "In no transcript."),
      spoken.missing && make("p", { class: "plain" }, "data/words.js is not beside this page: the whole transcripts were not searched."),
      Math.max(found.length, heard.length) > MOST && make("p", { class: "plain" }, "There are more: write more of what you look for."),
    ];
    open([results], $("search"), false);
  }

  // Returns the words that were sought, marked, with what stands around them.
  function near(text, wanted) {
    const { plain, places } = folded(text);
    const at = plain.indexOf(wanted);
    const [start, end] = [places[at], places[at + wanted.length - 1] + 1];
    const points = [...text];
    const words = inert(points.slice(start, end).join(""));
    const before = inert(points.slice(Math.max(start - 60, 0), start).join(""));
    const after = inert(points.slice(end, end + 90).join(""));
    return [start > 60 ? before.replace(/^\S*\s/, "…") : before, make("mark", {}, words),
      end + 90 < points.length ? after.replace(/\s\S*$/, "…") : after];
  }

  function result({ number, what, text }, wanted) {
    const [row, subtheme] = title(number);
    const line = button("", () => {
      const box = boxOf(number);
      reveal(box);
      choose(box);
      from = box;
      deeper(() => cellPanel(number));
    }, "result");
    line.append(make("b", {}, `${inert(row.key)} × ${inert(subtheme)}`), make("span", { class: "plain" }, what), " ", ...near(text, wanted));
    return line;
  }

  let waiting = 0;
  $("search").addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(search, 150);
  });

  for (const each of [narrow, wide]) each.addEventListener("change", fold);
  addEventListener("hashchange", go);
  fold();
  go();
});
