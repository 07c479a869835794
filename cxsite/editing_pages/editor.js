/* The forms of the editor, on its own pages and in a panel over pages of the preview: counts, a bar for Markdown, buttons
   of lists without loading a page anew. Everything also works without this script. */
"use strict";
(function () {
  const HEADERS = { "X-Requested-With": "panel" };
  const WORDS = /** @type {Record<string, string>} */ ({});
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const LEAVING = "cx-edit-focus";
  const CLOSED = "cx-edit-closed";

  /** @typedef {{ box: HTMLElement, isChanged: boolean, saved: (saved: Saved) => void, close: () => void }} Place */

  /** @param {string} key */
  const word = (key) => WORDS[key] ?? key;

  /**
   * @template {keyof HTMLElementTagNameMap} T
   * @param {T} tag @param {Record<string, string>} attributes @param {(Node | string)[]} inside
   */
  function make(tag, attributes, ...inside) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...inside);
    return made;
  }

  /** @param {string} text @param {() => void} act @param {string} style */
  function button(text, act, style = "cx-edit-small") {
    const made = make("button", { type: "button", class: style }, text);
    made.addEventListener("click", act);
    return made;
  }

  /** Tells screen readers what happened. @param {string} text */
  function say(text) {
    let line = document.getElementById("cx-edit-said");
    if (!line) {
      line = make("p", { id: "cx-edit-said", class: "cx-edit-hidden", role: "status" });
      const box = make("div", { class: "cx-edit" }, line);
      (document.querySelector("main") ?? document.body).append(box);
    }
    line.textContent = text;
  }

  // ---- what a form has

  /** @param {HTMLElement} root */
  function enhance(root) {
    root.querySelectorAll("[data-max]").forEach((one) => addCount(/** @type {HTMLInputElement} */ (one)));
    root.querySelectorAll("[data-bar-for]").forEach((one) => addBar(/** @type {HTMLElement} */ (one)));
    root.querySelectorAll("[data-percent]").forEach((one) => addSlider(/** @type {HTMLInputElement} */ (one)));
  }

  /** @param {HTMLInputElement | HTMLTextAreaElement} box */
  function addCount(box) {
    const most = Number(box.dataset.max);
    const line = make("span", { class: "cx-edit-count", "aria-hidden": "true" });
    const count = () => {
      const length = [...box.value].length;
      line.textContent = `${length} / ${most}`;
      line.classList.toggle("cx-edit-count-over", length > most);
      line.hidden = document.activeElement !== box && length <= most;
    };
    for (const kind of ["input", "focus", "blur"]) box.addEventListener(kind, count);
    box.after(line);
    count();
  }

  /** @param {HTMLInputElement} box */
  function addSlider(box) {
    const label = box.closest(".cx-edit-field")?.querySelector("label")?.textContent?.trim() ?? "";
    const slider = make("input", { type: "range", min: "0", max: "100", step: "5", class: "cx-edit-percent", "aria-label": label });
    const follow = () => (slider.value = box.value.replace(",", ".") || "0");
    slider.addEventListener("input", () => {
      box.value = slider.value;
      box.dispatchEvent(new Event("input", { bubbles: true }));
    });
    box.addEventListener("input", (event) => event.isTrusted && follow());
    const row = make("div", { class: "cx-edit-row" });
    box.replaceWith(row);
    row.append(box, slider);
    follow();
  }

  /** @param {HTMLElement} bar */
  function addBar(bar) {
    const box = /** @type {HTMLTextAreaElement | null} */ (document.getElementById(bar.dataset.barFor ?? ""));
    if (!box || bar.childElementCount) return;
    bar.append(
      button(word("bold"), () => wrap(box, "**", "**")),
      button(word("italic"), () => wrap(box, "*", "*")),
      button(word("list"), () => itemize(box)),
      button(word("link"), () => wrap(box, "[", "](https://)")),
    );
    bar.hidden = false;
  }

  /** @param {HTMLTextAreaElement} box @param {string} before @param {string} after */
  function wrap(box, before, after) {
    const { selectionStart: start, selectionEnd: end, value } = box;
    box.setRangeText(before + value.slice(start, end) + after, start, end, "end");
    box.setSelectionRange(start + before.length, end + before.length);
    changeBy(box);
  }

  /** @param {HTMLTextAreaElement} box */
  function itemize(box) {
    const start = box.value.lastIndexOf("\n", box.selectionStart - 1) + 1;
    const lines = box.value.slice(start, box.selectionEnd).split("\n");
    box.setRangeText(lines.map((line) => `- ${line}`).join("\n"), start, box.selectionEnd, "end");
    changeBy(box);
  }

  /** @param {HTMLElement} box */
  function changeBy(box) {
    box.dispatchEvent(new Event("input", { bubbles: true }));
    box.focus();
  }

  // ---- sending a form, and showing what is answered

  /** @param {HTMLFormElement} form @param {HTMLElement | null} pressed */
  function bodyOf(form, pressed) {
    const data = new FormData(form);
    if (pressed instanceof HTMLButtonElement && pressed.name) data.append(pressed.name, pressed.value);
    if (form.enctype === "multipart/form-data") return data;
    return new URLSearchParams(/** @type {[string, string][]} */ ([...data].filter(([, value]) => typeof value === "string")));
  }

  /** @param {string} url @param {BodyInit} body */
  function post(url, body) {
    return fetch(url, { method: "POST", headers: HEADERS, body });
  }

  /** @param {Response} answer @returns {Saved} */
  function readSaved(answer) {
    return {
      address: decodeURIComponent(answer.headers.get("X-Address") ?? ""),
      title: decodeURIComponent(answer.headers.get("X-Title") ?? ""),
      location: answer.headers.get("Location") ?? "",
    };
  }

  /** @param {Place} place @param {string} html */
  function fill(place, html) {
    place.box.innerHTML = html;
    enhance(place.box);
  }

  /** @param {Place} place @param {SubmitEvent} event */
  async function submit(place, event) {
    const form = /** @type {HTMLFormElement} */ (event.target);
    if (form.method !== "post") return;
    event.preventDefault();
    const pressed = event.submitter;
    const act = pressed instanceof HTMLButtonElement && pressed.name === "do" ? pressed.value : "save";
    const scrolled = [place.box.closest("dialog")?.scrollTop ?? 0, scrollY];
    try {
      const answer = await post(form.getAttribute("action") ?? "", bodyOf(form, pressed));
      if (answer.status === 204) {
        place.isChanged = false;
        place.saved(readSaved(answer));
        return;
      }
      const html = await answer.text();
      if (act.startsWith("preview:")) {
        showPreview(place.box, html, act.slice("preview:".length));
        return;
      }
      const folded = [...place.box.querySelectorAll("details[open] > summary")].map((one) => one.textContent);
      fill(place, html);
      for (const one of place.box.querySelectorAll("details > summary")) {
        if (folded.includes(one.textContent)) /** @type {HTMLDetailsElement} */ (one.parentElement).open = true;
      }
      place.box.closest("dialog")?.scrollTo(0, scrolled[0] ?? 0);
      scrollTo(0, scrolled[1] ?? 0);
      focusAfter(place.box, act);
    } catch {
      tellFailure(place.box);
    }
  }

  /** @param {HTMLElement} box @param {string} html @param {string} name */
  function showPreview(box, html, name) {
    const page = new DOMParser().parseFromString(html, "text/html");
    const selector = `[data-preview-of="${CSS.escape(name)}"]`;
    const fresh = page.querySelector(selector);
    if (fresh) box.querySelector(selector)?.replaceChildren(...fresh.childNodes);
  }

  /** Puts the focus where the author goes on. @param {HTMLElement} box @param {string} act */
  function focusAfter(box, act) {
    const [kind, target = ""] = [act.slice(0, act.indexOf(":")), act.slice(act.indexOf(":") + 1)];
    const name = kind === "add" ? target : target.slice(0, target.lastIndexOf("."));
    const list = box.querySelector(`[data-list="${CSS.escape(name)}"]`);
    /** @type {HTMLElement | null | undefined} */
    let next = box.querySelector(".cx-edit-alarm");
    if (kind === "add" && list) {
      const entry = [...(list.querySelector(".cx-edit-entries")?.children ?? [])].at(-1);
      next = entry?.querySelector("input:not([type=hidden]), textarea, select");
    } else if (list && act !== "save") {
      const number = Number(target.slice(target.lastIndexOf(".") + 1)) + (kind === "up" ? -1 : kind === "down" ? 1 : 0);
      const entry = list.querySelector(".cx-edit-entries")?.children[number];
      next = entry?.querySelector("summary, input:not([type=hidden]), textarea")
        ?? list.querySelector('button[value^="add:"]');
    }
    (next ?? box.querySelector("h1"))?.setAttribute("data-focused", "");
    next?.focus();
  }

  /** @param {HTMLElement} box */
  function tellFailure(box) {
    box.querySelector(".cx-edit-alarm")?.remove();
    const alarm = make("div", { class: "cx-edit-alarm", role: "alert", tabindex: "-1" }, make("p", {}, word("failed")));
    box.querySelector("h1")?.after(alarm);
    alarm.focus();
  }

  // ---- the panel

  /** Opens an address of the editor in a panel. @param {string} url @param {(saved: Saved) => void} saved */
  async function open(url, saved) {
    const before = document.activeElement;
    const dialog = make("dialog", { class: "cx-edit cx-edit-panel", "aria-labelledby": "cx-edit-title" });
    const box = make("div", {});
    /** @type {Place} */
    const place = {
      box,
      isChanged: false,
      saved: (done) => {
        place.close();
        saved(done);
      },
      close: () => {
        dialog.close();
        dialog.remove();
        document.dispatchEvent(new Event(CLOSED)); // the preview shows what changed meanwhile
        if (before instanceof HTMLElement && before.isConnected) before.focus();
      },
    };
    const leave = () => (!place.isChanged || confirm(word("leave"))) && place.close();
    dialog.append(button(word("close"), leave, "cx-edit-close"), box);
    dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      leave();
    });
    listen(place, leave);
    document.body.append(dialog);
    dialog.showModal();
    await load(place, url);
  }

  /** @param {Place} place @param {string} url */
  async function load(place, url) {
    try {
      const answer = await fetch(url, { headers: HEADERS });
      fill(place, await answer.text());
      place.isChanged = false;
      place.box.closest("dialog")?.scrollTo(0, 0);
      const first = place.box.querySelector(".cx-edit-form :is(input:not([type=hidden]), textarea, select)")
        ?? place.box.querySelector("a, button");
      if (first instanceof HTMLElement) first.focus({ preventScroll: true });
    } catch {
      place.box.replaceChildren(make("h1", { id: "cx-edit-title" }, word("edit")));
      tellFailure(place.box);
    }
  }

  /** @param {Place} place @param {() => void} leave */
  function listen(place, leave) {
    place.box.addEventListener("submit", (event) => submit(place, event));
    place.box.addEventListener("input", () => (place.isChanged = true));
    place.box.addEventListener("click", (event) => {
      const link = event.target instanceof Element ? event.target.closest("a") : null;
      if (!link) return;
      if (link.dataset.newFor !== undefined) {
        event.preventDefault();
        open(link.href, (done) => takeNew(place.box, link.dataset.newFor ?? "", done.title));
      } else if (link.dataset.form !== undefined && place.box.closest("dialog")) {
        event.preventDefault();
        if (!place.isChanged || confirm(word("leave"))) load(place, link.href);
      } else if (link.dataset.close !== undefined && place.box.closest("dialog")) {
        event.preventDefault();
        leave();
      } else if (link.hash && link.pathname === location.pathname && place.box.closest("dialog")) {
        event.preventDefault(); // to a field with a problem: the address of the page below stays
        goTo(place.box, decodeURIComponent(link.hash.slice(1)));
      }
    });
  }

  /** @param {HTMLElement} box @param {string} id */
  function goTo(box, id) {
    const found = box.querySelector(`[id="${CSS.escape(id)}"]`);
    for (let one = found?.closest("details"); one; one = one.parentElement?.closest("details")) one.open = true;
    if (found instanceof HTMLElement) found.focus();
  }

  /** Fills in the record that was just created for a field. @param {HTMLElement} box @param {string} name @param {string} title */
  function takeNew(box, name, title) {
    const input = [...box.querySelectorAll(`input[name="${CSS.escape(name)}"]:not([type=hidden])`)].at(-1);
    if (!(input instanceof HTMLInputElement) || !title) return;
    input.list?.append(make("option", { value: title }));
    input.value = title;
    changeBy(input);
  }

  // ---- the editor's own pages

  /** @param {HTMLElement} main */
  function startPage(main) {
    /** @type {Place} */
    const place = {
      box: main,
      isChanged: false,
      saved: (done) => location.assign(done.location || "/"),
      close: () => undefined,
    };
    enhance(main);
    listen(place, () => undefined);
    addEventListener("beforeunload", (event) => place.isChanged && event.preventDefault());
    /** @type {HTMLElement | null} */ (main.querySelector(".cx-edit-alarm"))?.focus();
  }

  window.cxEditor = {
    HEADERS, LEAVING, button, make, open, post, readSaved, say, word,
    token: script.dataset.token ?? "",
    setWords: (words) => Object.assign(WORDS, words),
  };
  const words = script.dataset.words;
  if (words) Object.assign(WORDS, JSON.parse(words));
  const main = document.querySelector(".cx-edit-content");
  if (main instanceof HTMLElement) startPage(main);
})();
