// Small parts that many pages share: escaping, tags, faces, drawings, tables.
const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&#34;", "'": "&#39;" };
export const esc = (text) => String(text ?? "").replace(/[&<>"']/g, (one) => ENTITIES[one]);
export const join = (list, draw, between = "") => (list ?? []).map(draw).join(between);
export const md = (text) => esc(text).replace(/\*\*(.+?)\*\*/g, "&#32;<strong>$1</strong>").replace(/\*(.+?)\*/g, "&#32;<em>$1</em>");
export const day = (text) => String(text).split("-").reverse().join("/");
export const WORDS = ["chưa rõ", "rất tệ", "tệ", "bình thường", "tốt", "rất tốt"];
export const inWords = (value) => (value ? `${value} trên 5, ${WORDS[value]}` : "chưa rõ");
const MOUTHS = ["", "M-5 7Q0-1 5 7", "M-5 6Q0 2 5 6", "M-5 4.5H5", "M-5 3Q0 7.5 5 3", "M-6 2Q0 12 6 2Z"];
const STAR = "m0-7 1.7 4.7h5l-4 3 1.5 4.8-4.2-2.9-4.2 2.9 1.5-4.8-4-3h5z";
const EVIDENCE = { assumption: "Giả định", partial: "Có căn cứ một phần", researched: "Đã nghiên cứu" };

export const tag = (kind, text) => `<span class="cx-tag cx-${kind}">${esc(text)}</span>`;
export const icon = (name) => `<i class="cx-icon cx-icon-${name}"></i>`;
export const state = (journey) => (journey.state === "ideal" ? tag("tag-ideal", "Lý tưởng") : tag("tag-current", "Hiện tại"));
export const severity = (pain) => tag(`severity-${pain.severity}`, `Mức nặng ${pain.severity}/5`);
export const assumed = () => tag("evidence-assumption", "Giả định");
export const moment = () => `<span class="cx-tag cx-tag-moment">${icon("moment")}Thời khắc quyết định</span>`;
export const hidden = (html) => `<span class="cx-hidden">${html}</span>`;
export const aside = (text) => `<span class="cx-aside">${esc(text)}</span>`;
export const fact = (name, html) => (html ? `<div><dt>${name}</dt>\n<dd>${html}</dd>\n</div>\n` : "");
export const facts = (html) => `<dl class="cx-facts">\n${html}</dl>\n`;
export const list = (items, draw, kind = "") => `<ul${kind && ` class="${kind}"`}>${join(items, (one) => `<li>${draw(one)}</li>\n`)}</ul>\n`;
export const late = (one) => `<span class="cx-tag cx-tag-late"><span aria-hidden="true">!</span> trễ ${one.days} ngày</span>`;
const STATUS = { proposed: "Đề xuất", planned: "Đã lên kế hoạch", doing: "Đang làm", done: "Đã xong" };
export const status = (one) => tag(`tag-${one.status}`, STATUS[one.status]);
export const standing = (one) => (one.late ? late(one) : status(one));
export const chip = (team) => `<a class="cx-chip" href="../teams/${team.id}.html">${icon("owner")}${esc(team.name)}</a>`;
export const scroll = (name, html) => `<div class="cx-scroll" tabindex="0" role="region" aria-label="${esc(name)}">${html}</div>\n`;
export const table = (heads, rows, kind = "", caption = "") =>
  `<table class="cx-table${kind}">${caption && `<caption class="cx-hidden">${esc(caption)}</caption>`}\n<thead><tr>${join(heads, (one) => `<th scope="col">${esc(one)}</th>\n`)}</tr></thead>\n<tbody>\n${rows}</tbody>\n</table>`;
export const row = (head, cells) => `<tr><th scope="row">${head}</th>\n${join(cells, (one) => `<td>${one}</td>\n`)}</tr>\n`;

export function marks(one, team, { review = true } = {}) {
  const mark = (name, html) => `<span class="cx-mark">${icon(name)}${html}</span>\n`;
  const known = review
    ? mark("owner", team ? `Phụ trách: ${esc(team.name)}` : "Chưa có người phụ trách") +
      mark("reviewed", one.reviewed ? `Rà soát ${day(one.reviewed)}, rà soát lại sau sáu tháng${tag("fresh-fresh", "Còn hiệu lực")}\n` : "Chưa rà soát lần nào") +
      mark("evidence", `${tag(`evidence-${one.evidence ?? "unknown"}`, EVIDENCE[one.evidence] ?? "Chưa rõ căn cứ")}\n`)
    : "";
  return `<div class="cx-marks" role="group" aria-label="Thông tin về trang" data-search-exclude="">\n${known}${mark("as-of", "Tính đến 20/11/2026")}</div>\n`;
}

export const face = (value, x, y, more = "") =>
  `<g class="cx-face cx-e${value}${more}" transform="translate(${x} ${y})"><circle r="12"/><path d="M-4-3v.01M4-3v.01${MOUTHS[value]}"/></g>`;
export const smallFace = (value) =>
  `<svg class="cx-drawing cx-small-face" viewBox="-13 -13 26 26" width="22" height="22" aria-hidden="true">${face(value, 0, 0)}</svg>`;
export const feeling = (value) => (value ? `<span class="cx-feeling cx-feeling-${value}">${smallFace(value)}<span>${value} · ${WORDS[value]}</span></span>` : aside("chưa rõ"));
export const bar = (share, text) =>
  `<span class="cx-bar-line"><svg class="cx-drawing cx-progress" viewBox="0 0 100 8" preserveAspectRatio="none" width="120" height="8" aria-hidden="true"><rect class="cx-progress-room" width="100" height="8"/><rect class="cx-progress-done" width="${share.toFixed(1)}" height="8"/></svg><span>${text}</span></span>`;

// A path through values at equal steps; a gap where a value is unknown.
export function path(values, x, y, curved = false) {
  let found = "";
  values.forEach((value, at) => {
    if (!value) return;
    const before = values[at - 1];
    const half = (x(at) + x(at - 1)) / 2;
    if (!before) found += `M${x(at)} ${y(value)}${curved ? "" : "h.01"}`;
    else found += curved ? `C${half} ${y(before)} ${half} ${y(value)} ${x(at)} ${y(value)}` : `L${x(at)} ${y(value)}`;
  });
  return found;
}

export function spark(journey) {
  const values = journey.points.map((point) => point.lowest);
  const x = (at) => (4 + (112 * at) / Math.max(1, values.length - 1)).toFixed(1);
  const y = (value) => 29 - 5 * value;
  const low = journey.lowest;
  return `<svg class="cx-drawing cx-spark" width="120" height="28" viewBox="0 0 120 28" role="img" aria-label="Cảm xúc dọc ${esc(journey.title)}; thấp nhất ${low.lowest} trên 5 ở ${esc(low.name)}"><path class="cx-line cx-line-0" d="${path(values, x, y)}"/><circle class="cx-lowest" cx="${x(low.number - 1)}" cy="${y(low.lowest)}" r="3"/></svg>`;
}

// The lines, faces and values of series of emotions over touchpoints; `first` draws what stands behind them.
export function curve({ id, points, series, width, height, top, step, before = "", label }) {
  const y = (value) => height - 34 - ((height - 34 - top) * (value - 1)) / 4;
  const x = (at) => at * step + step / 2;
  const faces = [1, 2, 3, 4, 5].map((value) => `<g id="${id}-${value}" class="cx-face cx-e${value}" transform="translate(0 ${y(value)})"><circle r="12"/><path d="M-4-3v.01M4-3v.01${MOUTHS[value]}"/></g>`);
  const moments = points.map((point, at) => (point.moment_of_truth ? `<path class="cx-moment" d="M${x(at)} 39L${x(at)} ${height}"/><path class="cx-star" d="M${x(at)} 31${STAR}"/>` : ""));
  const lines = series.map((values, at) => `<path class="cx-line cx-line-${at}" d="${path(values, x, y, true)}"/>`);
  const known = series.map((values) => {
    const at = values.map((value, number) => [value, number]).filter(([value]) => value);
    return `<g class="cx-guess">${join(at, ([value, number]) => `<use xlink:href="#${id}-${value}" x="${x(number)}"/>`)}</g><g class="cx-value">${join(at, ([value, number]) => `<text x="${x(number)}" y="${y(value) - 17}">${value}</text>`)}</g>`;
  });
  const unknown = points.map((point, at) => (point.lowest ? "" : `<text x="${x(at)}" y="${height - 10}">?</text>`));
  return `<svg class="cx-drawing cx-curve" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" ${label}<defs>${faces.join("")}</defs>${before}<path class="cx-grid" d="M0 ${y(1)}H${width}M0 ${y(2)}H${width}M0 ${y(4)}H${width}M0 ${y(5)}H${width}"/><path class="cx-grid cx-middle" d="M0 ${y(3)}L${width} ${y(3)}"/>${moments.join("")}${lines.join("")}${known.join("")}<g class="cx-unknown">${unknown.join("")}</g></svg>`;
}

// The faces that slices of curves refer to.
export const SHAPES = `<svg class="cx-shapes" aria-hidden="true">${[1, 2, 3, 4, 5].map((value) => `<symbol id="face-${value}" viewBox="-14 -14 28 28">${face(value, 0, 0)}</symbol>`).join("")}</svg>`;

// The emotions of the journey that this one is compared with, at the columns of this journey's stages.
function counterpart(journey) {
  if (!journey.beside) {
    const left = journey.stages.map((stage) => journey.other.points.filter((one) => one.stage === stage.stage));
    journey.beside = journey.points.map((point) => left[point.at].shift()?.lowest ?? 0);
  }
  return journey.beside;
}

// One touchpoint's part of the journey's curves: each line from half way before it to half way after it, and the faces.
export function slice(journey, at) {
  const { points, personas } = journey;
  const y = (value) => 107 - 19 * value;
  const bow = (x, from, first, second, to) => (from === to ? `M${x} ${from}H${x + 50}` : `M${x} ${from}C${x + 16.7} ${first} ${x + 33.3} ${second} ${x + 50} ${to}`);
  const line = (kind, [before, value, after]) => {
    if (!value) return "";
    const [left, right] = [before, after].map((one) => one && (y(one) + y(value)) / 2);
    const drawn = `${left ? bow(0, left, (left + y(value)) / 2, y(value), y(value)) : ""}${right ? bow(50, y(value), y(value), (right + y(value)) / 2, right) : ""}`;
    return drawn && `<path class="cx-${kind}${points[at].assumed ? " cx-assumed" : ""}" d="${drawn}"/>`;
  };
  const around = [at - 1, at, at + 1];
  const ideal = journey.other ? line("ideal", around.map((one) => counterpart(journey)[one])) : "";
  const lines = ideal + join(personas, (_, number) => line(`who-${number}`, around.map((one) => points[one]?.emotions[number])));
  const { emotions, assumed: guess } = points[at];
  const shape = (value) => (value ? `<svg${guess ? ' class="cx-guess"' : ""}><use xlink:href="#face-${value}"/></svg>` : '<i class="cx-no-face">?</i>');
  const letter = (number) => (personas.length > 1 ? `<b>${esc(journey.letters[number])}</b>` : "");
  const faces = join([...new Set(emotions)], (value) => `<span class="cx-at-${value}">${join(personas, (_, number) => (emotions[number] === value ? `<span class="cx-who-${number}">${shape(value)}${letter(number)}</span>` : ""))}</span>`);
  return `<span class="cx-slice" aria-hidden="true"><svg viewBox="0 0 100 100" preserveAspectRatio="none">${lines}</svg>${faces}</span>`;
}

export function curveLegend(journey, playbook) {
  const item = (html, text) => `<li><svg class="cx-drawing" width="32" height="18" viewBox="0 0 32 18" aria-hidden="true">${html}</svg>${esc(text)}</li>\n`;
  const name = (id, at) => `${journey.personas.length > 1 ? `${journey.letters[at]} ` : ""}${playbook.byPersona[id].name}`;
  const people = `${journey.other ? item('<path class="cx-line cx-ideal" d="M2 9H30"/>', journey.baseline ? "Hiện tại" : "Lý tưởng") : ""}${join(journey.personas, (id, at) => item(`<path class="cx-line cx-line-${at}" d="M2 9H30"/>`, name(id, at)))}`;
  return `<ul class="cx-legend">${people}${item('<path class="cx-line cx-line-0 cx-assumed" d="M2 9H30"/>', "nét đứt: mới là giả định")}${item('<text class="cx-unknown" x="16" y="13">?</text>', "chưa rõ cảm xúc")}${item(`<path class="cx-star" d="M16 9${STAR}"/>`, "thời khắc quyết định")}</ul>`;
}

export const section = (level, id, title, html) => ({ level, id, title, html });
