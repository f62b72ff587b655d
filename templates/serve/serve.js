"use strict";
// The page of gkml serve: editing cells in place, findings beside them, files that are dropped. All texts come from the server.
(() => {
const $ = (selector, root = document) => root.querySelector(selector);
const every = (selector, root = document) => [...root.querySelectorAll(selector)];
const body = $("#body[data-key]"), dialog = $("#dialog"), status = $("#status");
const key = body?.dataset.key;
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
const shown = (value) => Array.isArray(value) ? value.join("\n") : value;

let fading;
function say(text, isBad = false) {
  status.textContent = text || "";
  status.className = isBad ? "bad" : "";
  clearTimeout(fading);
  if (text && !isBad) fading = setTimeout(() => say(""), 4000);
}

async function send(path, content, method = "POST") {
  const type = method === "PUT" ? "application/octet-stream" : "application/json";
  try {
    const answer = await fetch(path, { method, headers: { "Content-Type": type }, body: method === "PUT" ? content : JSON.stringify(content) });
    const text = await answer.text();
    try { return { ...JSON.parse(text), code: answer.status }; } catch { return { message: answer.status === 413 ? "文件太大" : "gkml 没有照办；请用终端里显示的地址重新打开", code: answer.status }; }
  } catch { return { message: "连不上 gkml：它停了吗？改的文字还在格子里，请重新启动 gkml serve 后再改", code: 0 }; }
}

// Requests follow one another: each names the version that the answer before it has left.
let turn = Promise.resolve();
function ask(path, content) {
  turn = turn.then(async () => {
    const answer = await send(path, { key, version: body?.dataset.version || "", ...content });
    if (answer.version) replace(answer);
    return answer;
  });
  return turn;
}

// --- pieces of the page ---

function replace(patch) {
  const at = document.activeElement?.dataset?.at, row = document.activeElement?.dataset?.item;
  const blocks = every(":scope > .block", body);
  if (patch.body !== undefined) body.innerHTML = patch.body;
  for (const [number, html] of patch.blocks || []) blocks[number].innerHTML = html;
  for (const [number, first, count, rows] of [...(patch.rows || [])].reverse()) {
    const table = $("tbody", blocks[number]), holder = document.createElement("template");
    holder.innerHTML = rows.join("");
    for (let n = 0; n < count; n++) table.rows[first].remove();
    table.insertBefore(holder.content, table.rows[first] || null);
  }
  const list = $("#findings"), known = new Map(every("li", list).map((each) => [each.dataset.finding, each]));
  for (const [name, html] of Object.entries(patch.new)) {
    const holder = document.createElement("template");
    holder.innerHTML = html;
    known.set(name, holder.content.firstChild);
  }
  if (Object.keys(patch.new).length || patch.findings.length !== list.children.length) list.replaceChildren(...patch.findings.map((name) => known.get(name)));
  body.dataset.version = patch.version;
  body.dataset.undo = patch.undo;
  body.dataset.redo = patch.redo;
  settle();
  const again = at ? cell(at) : row ? $(`button[data-item="${CSS.escape(row)}"]`) : null;
  if (again && document.activeElement === document.body) again.focus({ preventScroll: true });
  if (editing) place();
}

function settle() {
  const count = $("#findings").children.length;
  $("#count").textContent = count || "";
  $("#none").hidden = count > 0;
  for (const name of ["undo", "redo"]) {
    const what = body.dataset[name];
    $("#" + name).disabled = !what;
    $("#" + name).setAttribute("aria-label", (name === "undo" ? "撤销" : "重做") + (what ? "：" + what : ""));
  }
  if (!$('td[tabindex="0"]', body)) $("tbody td", body)?.setAttribute("tabindex", "0");
  for (const at of unsaved.keys()) cell(at)?.classList.add("unsaved");
}

const cell = (at) => $(`[data-at="${CSS.escape(at)}"]`, body);
const valueOf = (element) => element.dataset.value ? JSON.parse(element.dataset.value) : element.textContent;

function nameOf(element) {
  const row = element.closest("tr"), table = element.closest("table");
  if (!row) return element.dataset.name || element.closest("div")?.querySelector("dt")?.textContent || "标题";
  const middle = centre(element);
  const heading = every("thead th", table).filter((th) => spans(th, middle)).pop();
  const name = element.dataset.at.endsWith("/name") ? element.textContent : $('[data-at$="/name"]:nth-last-of-type(1)', row)?.textContent;
  return `“${(name || "").slice(0, 20)}”的${heading?.textContent || "格"}`;
}

// --- the cells by arrows ---

const centre = (element) => { const box = element.getBoundingClientRect(); return (box.left + box.right) / 2; };
const spans = (element, x) => { const box = element.getBoundingClientRect(); return box.left <= x && x < box.right; };

function cellAt(table, row, x) {
  for (let n = row; n >= 0; n--) {
    const hit = [...table.rows[n].cells].find((each) => spans(each, x));
    if (hit) return hit;
  }
  return null;
}

function move(from, key) {
  const table = from.closest("tbody"), row = from.parentElement.sectionRowIndex, box = from.getBoundingClientRect();
  const last = table.rows.length - 1;
  const ways = { ArrowUp: [row - 1, centre(from)], ArrowDown: [row + from.rowSpan, centre(from)], ArrowLeft: [row, box.left - 3], ArrowRight: [row, box.right + 3] };
  const [to, x] = ways[key];
  const next = to >= 0 && to <= last ? cellAt(table, to, x) : null;
  if (next && next !== from) (next.querySelector("button") || next).focus();
}

// --- the editor ---

let editing = null;
const unsaved = new Map();
const editor = $("#editor"), text = $("#text"), ticks = $("#ticks"), more = $("#more");

async function open(element) {
  if (editing && editing.at !== element.dataset.at) leave();
  const at = element.dataset.at, kept = unsaved.get(at);
  const was = kept ? kept.was : valueOf(element), now = kept ? kept.now : was;
  hideNote();
  editing = { at, was, kind: element.dataset.editing, name: nameOf(element), options: [] };
  text.value = shown(now);
  ticks.replaceChildren();
  more.value = "";
  more.hidden = true;
  $("#choices").replaceChildren();
  $("#hint").textContent = editing.kind === "text" ? "回车保存，Esc 不改，Shift+回车换行" : "一行一条；回车保存，Esc 不改，Shift+回车换行";
  text.setAttribute("aria-label", editing.name);
  $("#conflict").hidden = true;
  typed(every(`#findings li[data-at="${CSS.escape(at)}"]`).map((each) => each.outerHTML), "");
  editor.hidden = false;
  place();
  text.focus();
  if (kept) quarrel(kept.answer);
  const own = editing, answer = await (await fetch(`/choices/${key}?at=${encodeURIComponent(at)}`)).json().catch(() => ({}));
  if (editing === own) offer(answer, now);
}

function offer(answer, now) {
  const { options = [], choices = [] } = answer;
  if (editing.kind === "checks" && options.length && text.value === shown(now)) {
    editing.options = options;
    ticks.append(...options.map((option) => {
      const label = document.createElement("label"), box = document.createElement("input");
      box.type = "checkbox"; box.value = option; box.checked = now.includes(option);
      label.append(box, " " + option);
      return label;
    }));
    text.value = now.filter((each) => !options.includes(each)).join("\n");
    $("#hint").textContent = "勾选；清单外的写在格子里，一行一条。回车保存，Esc 不改";
  }
  more.hidden = !choices.length;
  $("#choices").append(...choices.map((choice) => Object.assign(document.createElement("option"), { value: choice })));
  place();
}

function place() {
  const element = cell(editing.at);
  if (!element) return;
  const box = element.getBoundingClientRect(), width = Math.min(Math.max(box.width, 300), window.innerWidth - 16);
  editor.style.width = width + "px";
  editor.style.left = Math.max(8, Math.min(box.left, window.innerWidth - width - 8)) + window.scrollX + "px";
  editor.style.top = box.top + window.scrollY + "px";
  text.style.height = "auto";
  text.style.height = Math.max(text.scrollHeight + 2, Math.min(box.height - 14, 240)) + "px";
}

function read() {
  if (editing.kind === "text") return text.value.replace(/\s+$/, "");
  const lines = text.value.split("\n").map((line) => line.trim()).filter(Boolean);
  const chosen = every("input:checked", ticks).map((box) => box.value);
  const rest = [...lines, ...chosen.filter((each) => !lines.includes(each))];
  const kept = editing.was.filter((each) => rest.includes(each));
  return ticks.children.length ? [...kept, ...rest.filter((each) => !kept.includes(each))] : lines;
}

function close() {
  const at = editing?.at;
  editing = null;
  editor.hidden = true;
  return at ? cell(at) : null;
}

function leave() {
  if (!editing) return null;
  const { at, was, name } = editing, now = read();
  const element = close();
  if (!same(now, was)) save(at, was, now, name, element);
  else if (unsaved.delete(at)) element?.classList.remove("unsaved");
  return element;
}

async function save(at, was, now, name, element) {
  if (element) { element.classList.add("saving"); if (!element.dataset.tick && !element.dataset.value) element.textContent = now; }
  unsaved.set(at, { was, now, answer: { message: "正在保存" } });
  const answer = await ask("/edit", { at, was, now, name });
  const element2 = cell(at);
  element2?.classList.remove("saving");
  if (answer.code === 200) {
    unsaved.delete(at);
    element2?.classList.remove("unsaved");
    say(answer.status);
    return;
  }
  unsaved.set(at, { was: answer.code === 409 && answer.theirs !== null ? answer.theirs : was, now, answer });
  element2?.classList.add("unsaved");
  say(`${name}没有保存：${answer.message}`, true);
  if (element2 && !editing && !dialog.open) open(element2);
}

function quarrel({ message, theirs, code }) {
  const box = $("#conflict"), own = shown(read());
  const line = (label, value) => Object.assign(document.createElement("p"), { textContent: label + value });
  const button = (label, act) => { const each = Object.assign(document.createElement("button"), { type: "button", textContent: label }); each.addEventListener("click", act); return each; };
  const lines = [line("没有保存：", message)];
  if (code === 409 && theirs !== null) lines.push(line("对方写的：", shown(theirs) || "（空）"), line("你写的：", own || "（空）"));
  const mine = button("用我的", () => { const to = leave(); to?.focus(); });
  const other = button(code === 409 ? "用对方的" : "不改了", () => { unsaved.delete(editing.at); const to = close(); to?.classList.remove("unsaved"); to?.focus(); say(""); });
  box.replaceChildren(...lines, ...(code === 409 && theirs !== null ? [mine, other] : [other]));
  box.hidden = false;
  place();
}

function typed(list, fault) {
  const holder = document.createElement("template");
  holder.innerHTML = list.join("");
  for (const each of every("[id]", holder.content)) each.removeAttribute("id");
  $("#typed").replaceChildren(holder.content);
  if (fault) $("#typed").prepend(Object.assign(document.createElement("li"), { className: "error", textContent: `现在这样存不进去：${fault}` }));
}

let waiting, asked = 0;
function lookSoon() {
  clearTimeout(waiting);
  waiting = setTimeout(async () => {
    if (!editing) return;
    const own = editing, number = ++asked;
    const answer = await send("/check", { key, at: own.at, was: own.was, now: read() });
    if (editing === own && number === asked && answer.code === 200) typed(answer.findings, answer.fault);
  }, 250);
}

if (body) {
  text.addEventListener("input", (event) => { place(); if (!event.isComposing) lookSoon(); });
  text.addEventListener("compositionend", lookSoon);
  ticks.addEventListener("change", lookSoon);
  editor.addEventListener("keydown", (event) => {
    // An input method ends a composition with Enter; some send the key after its end, with the code 229.
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === "Escape") { event.preventDefault(); unsaved.delete(editing.at); const to = close(); to?.classList.remove("unsaved"); to?.focus(); return; }
    if (event.key === "Enter" && event.target === more && more.value) {
      event.preventDefault();
      text.value = editing.kind === "text" ? more.value : [text.value.replace(/\n+$/, ""), more.value].filter(Boolean).join("\n");
      more.value = ""; text.focus(); place(); lookSoon();
    } else if (event.key === "Enter" && event.altKey) {
      event.preventDefault(); text.setRangeText("\n", text.selectionStart, text.selectionEnd, "end"); place();
    } else if (event.key === "Enter" && !event.shiftKey && event.target.tagName !== "BUTTON" && event.target.tagName !== "A") {
      event.preventDefault(); leave()?.focus();
    } else if (event.key === "Tab" && event.target === text && more.hidden && !ticks.children.length) {
      const to = leave();
      if (to?.closest("tbody")) { event.preventDefault(); to.focus(); move(to, event.shiftKey ? "ArrowLeft" : "ArrowRight"); } else to?.focus();
    }
  });
  document.addEventListener("pointerdown", (event) => { if (editing && !editor.contains(event.target) && !dialog.contains(event.target)) leave(); });
  body.addEventListener("keydown", (event) => {
    const element = event.target;
    if (event.key.startsWith("Arrow") && element.closest("tbody") && !event.altKey && !event.ctrlKey) { event.preventDefault(); move(element.closest("td"), event.key); }
    else if (["Enter", "F2", " "].includes(event.key) && element.dataset.at) { event.preventDefault(); begin(element); }
  });
  body.addEventListener("click", (event) => { const element = event.target.closest("[data-at]"); if (element && !String(getSelection())) begin(element); });
  body.addEventListener("focusin", (event) => {
    const element = event.target.closest("td");
    if (element) { $('td[tabindex="0"]', body)?.setAttribute("tabindex", "-1"); if (!element.classList.contains("menu")) element.setAttribute("tabindex", "0"); }
    const own = event.target.closest("[data-at]");
    showNote(own);
  });
  body.addEventListener("focusout", (event) => { if (!$("#note").contains(event.relatedTarget)) hideNote(); });
  window.addEventListener("beforeunload", (event) => { leave(); if (unsaved.size) event.preventDefault(); });
  window.addEventListener("resize", () => { if (editing) place(); });
  document.addEventListener("keydown", (event) => {
    if (editing || !(event.ctrlKey || event.metaKey) || !["z", "y"].includes(event.key.toLowerCase()) || ["INPUT", "TEXTAREA"].includes(event.target.tagName)) return;
    event.preventDefault();
    $(event.key.toLowerCase() === "y" || event.shiftKey ? "#redo" : "#undo").click();
  });
  settle();
  listen();
}

function begin(element) {
  if (element.dataset.editing !== "tick") { if (element.dataset.editing) open(element); return; }
  const was = valueOf(element), tick = element.dataset.tick;
  save(element.dataset.at, was, was.includes(tick) ? was.filter((each) => each !== tick) : [...was, tick], nameOf(element), element);
}

// --- findings beside a cell ---

function showNote(element) {
  const list = element ? every(`#findings li[data-at="${CSS.escape(element.dataset.at)}"]`) : [];
  every("#findings li.current").forEach((each) => each.classList.remove("current"));
  list.forEach((each) => each.classList.add("current"));
  if (!list.length || editing) return hideNote();
  list[0].scrollIntoView({ block: "nearest" });
  const note = $("#note"), box = element.getBoundingClientRect();
  $("ul", note).replaceChildren(...list.map((each) => { const copy = each.cloneNode(true); copy.removeAttribute("id"); return copy; }));
  note.hidden = false;
  note.style.left = Math.max(4, Math.min(box.left, window.innerWidth - note.offsetWidth - 8)) + window.scrollX + "px";
  note.style.top = box.bottom + 2 + window.scrollY + "px";
}
function hideNote() { const note = $("#note"); if (note) note.hidden = true; }

// --- buttons: what a finding offers, dialogs, requests ---

document.addEventListener("click", async (event) => {
  const button = event.target.closest("button, [data-open]");
  if (!button) return;
  const finding = button.closest("li[data-finding]");
  if (button.matches(".go")) { const to = cell(finding.dataset.at); to?.scrollIntoView({ block: "center" }); to?.focus(); }
  else if (button.matches(".fix")) { leave(); hideNote(); done(await ask("/fix", { finding: finding.dataset.finding })); }
  else if (button.matches(".accept")) show(`/menu/accept/${key}?finding=${finding.dataset.finding}`);
  else if (button.dataset.item) show(`/menu/row/${key}?item=${encodeURIComponent(button.dataset.item)}`);
  else if (button.dataset.open) show(button.dataset.open);
  else if (button.dataset.close !== undefined) dialog.close();
  else if (button.dataset.show) { const inside = $("#answer", dialog); inside.innerHTML = await (await fetch(button.dataset.show + "&" + new URLSearchParams(fields(button)))).text(); }
  else if (button.dataset.post) { leave(); done(await ask(button.dataset.post, { ...JSON.parse(button.dataset.json || "{}"), ...fields(button) })); }
});

function fields(button) {
  const form = button.closest("section");
  return form ? Object.fromEntries(every("[name]", form).map((each) => [each.name, each.type === "checkbox" ? each.checked : each.value])) : {};
}

async function show(address) {
  const back = document.activeElement;
  leave();
  await turn;
  dialog.innerHTML = await (await fetch(address)).text();
  if (!dialog.open) dialog.showModal();
  dialog.addEventListener("close", () => back?.isConnected && back.focus(), { once: true });
}

function done(answer) {
  if (answer.code !== 200) return say(answer.message, true);
  if (dialog.open) dialog.close();
  if (answer.location) { location.href = answer.location; return undefined; }
  say(answer.status);
  if (answer.focus) cell(answer.focus)?.focus();
  return undefined;
}

// --- changes by other programs and windows ---

function listen() {
  const channel = new BroadcastChannel("gkml");
  const heard = async (changed) => {
    if (changed !== key && changed !== "*") return;
    const before = (await turn, body.dataset.version), answer = await ask("/patch", {});
    if (answer.code === 200 && answer.version !== before) say("文件在别处改过，这里已经更新");
  };
  channel.onmessage = (event) => heard(event.data);
  // A browser opens six connections to a server: one window listens for all.
  navigator.locks.request("gkml-events", () => new Promise(() => {
    const source = new EventSource("/events"), pass = (changed) => { channel.postMessage(changed); heard(changed); };
    source.onopen = () => pass("*");
    source.onmessage = (event) => pass(event.data);
  }));
}

// --- files that are dropped ---

async function take(files) {
  for (const file of files) {
    say(`正在读 ${file.name}……`);
    const answer = await send(`/in?name=${encodeURIComponent(file.name)}`, file, "PUT");
    if (answer.code !== 200) return say(`${file.name}：${answer.message}`, true);
    if (files.length === 1) location.href = answer.location;
  }
  if (files.length > 1) location.reload();
  return undefined;
}
const drop = $("#drop");
if (drop) {
  $("#pick").addEventListener("change", (event) => take([...event.target.files]));
  for (const type of ["dragover", "dragleave", "drop"]) document.addEventListener(type, (event) => {
    event.preventDefault();
    drop.classList.toggle("over", type === "dragover");
    if (type === "drop") take([...event.dataTransfer.files]);
  });
}
})();
