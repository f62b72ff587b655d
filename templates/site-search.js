(function () {
  "use strict";
  var base = document.currentScript.getAttribute("data-base");
  var meta = null, pairs = {}, texts = {}, waiting = {};
  window.gkmlMeta = function (bodies) { meta = bodies; };
  window.gkmlPairs = function (number, terms) { pairs[number] = terms; };
  window.gkmlBody = function (number, items) { texts[number] = items; };
  function load(name) {
    waiting[name] = waiting[name] || new Promise(function (done, fail) {
      var script = document.createElement("script");
      script.src = base + name;
      script.onload = done;
      script.onerror = function () { delete waiting[name]; fail(new Error(name)); };
      document.head.appendChild(script);
    });
    return waiting[name];
  }
  function folded(text) { return text.normalize("NFKC").toLowerCase().replace(/\s+/g, ""); }
  function bucket(term) {
    var value = 0x811c9dc5;
    for (var i = 0; i < term.length; i++) value = Math.imul(value ^ term.charCodeAt(i), 0x01000193) >>> 0;
    return value % 256;
  }
  var HAN = /^[\u3400-\u9fff\uf900-\ufaff]$/;
  function terms(word) {
    var runs = word.match(/[0-9a-z]+|[^0-9a-z]/g) || [], list = [], before = "";
    runs.forEach(function (run, place) {
      var han = HAN.test(run);
      if (han && before) list.push(before + run);
      else if (han && !HAN.test(runs[place + 1] || "")) list.push(run);
      else if (/^[0-9a-z]+$/.test(run)) list.push(run);
      before = han ? run : "";
    });
    return list;
  }
  // A run of letters or digits at the end of a word may go on: 2026 is found in 20260918 only as text, so it is no term.
  function bodies(posting) {
    var gone = posting.charAt(0) === "!", list = new Set(), at = -1;
    posting.replace("!", "").split(" ").forEach(function (gap) {
      if (gap) { at += parseInt(gap, 36); list.add(at); }
    });
    if (!gone) return list;
    var rest = new Set();
    meta.forEach(function (body, number) { if (!list.has(number)) rest.add(number); });
    return rest;
  }
  function candidates(words) {
    var every = [];
    words.forEach(function (word) { terms(word).forEach(function (term) { if (HAN.test(term.charAt(0))) every.push(term); }); });
    return Promise.all(every.map(function (term) { return load("search/p/" + bucket(term) + ".js"); })).then(function () {
      var result = new Set(meta.keys());
      every.forEach(function (term) {
        var there = bodies(pairs[bucket(term)][term] || "");
        result.forEach(function (number) { if (!there.has(number)) result.delete(number); });
      });
      return Array.from(result);
    });
  }
  function hits(number, words) {
    var body = folded(meta[number][0] + "\u0001" + meta[number][1]);
    return texts[number].filter(function (item) {
      var text = item.slice(1).map(folded).join("\u0001");
      return words.every(function (word) { return text.indexOf(word) >= 0 || body.indexOf(word) >= 0; });
    });
  }
  function around(item, words) {
    for (var i = 1; i < item.length; i++) {
      var plain = item[i], at = folded(plain) === plain ? plain.indexOf(words[0]) : plain.toLowerCase().indexOf(words[0]);
      if (i > 1 && at >= 0) return (at > 20 ? "…" : "") + plain.slice(Math.max(0, at - 20), at + 40) + "…";
    }
    return (item[2] || "").slice(0, 60);
  }
  var form = document.getElementById("search-form"), list = document.getElementById("results");
  var count = document.getElementById("result-count"), more = document.getElementById("more"), turn = 0;
  function chosen(name) { var field = form.elements[name]; return field ? field.value : ""; }
  function show(numbers, words, start, mine) {
    var part = numbers.slice(start, start + 20);
    return Promise.all(part.map(function (number) { return load("search/b/" + number + ".js"); })).then(function () {
      if (mine !== turn) return;
      part.forEach(function (number) {
        var body = meta[number];
        hits(number, words).slice(0, 50).forEach(function (item) {
          var entry = document.createElement("li"), link = document.createElement("a"), place = document.createElement("p");
          link.href = base + body[5] + "#i-" + item[0];
          link.textContent = item[1] + "（" + body[0] + "）";
          place.textContent = around(item, words);
          entry.append(link, place);
          list.appendChild(entry);
        });
      });
      more.hidden = start + 20 >= numbers.length;
      more.onclick = function () { show(numbers, words, start + 20, mine); };
      if (!list.children.length && !more.hidden) return show(numbers, words, start + 20, mine);
    });
  }
  function search(event) {
    if (event) event.preventDefault();
    var mine = ++turn, words = form.elements.q.value.split(/\s+/).map(folded).filter(Boolean);
    list.textContent = "";
    list.setAttribute("aria-busy", "true");
    more.hidden = true;
    if (!words.length && !chosen("region") && !chosen("field")) {
      count.textContent = "";
      list.setAttribute("aria-busy", "false");
      return;
    }
    count.textContent = "正在查找……";
    load("search/meta.js").then(function () { return candidates(words); }).then(function (numbers) {
      if (mine !== turn) return;
      var region = chosen("region"), field = chosen("field");
      numbers = numbers.filter(function (n) { return (!region || meta[n][2] === region) && (!field || meta[n][3] === field); });
      count.textContent = numbers.length ? numbers.length + " 份目录里可能有，逐份列出事项" : "没有找到";
      return show(numbers, words, 0, mine).then(function () {
        if (mine === turn && more.hidden && !list.children.length) count.textContent = "没有找到";
      });
    }).catch(function () { count.textContent = "查找的文件读不出来，请刷新页面再试"; }).then(function () {
      if (mine === turn) list.setAttribute("aria-busy", "false");
    });
  }
  form.hidden = false;
  form.addEventListener("submit", search);
  form.addEventListener("change", search);
  var asked = new URLSearchParams(location.search).get("q");
  if (asked) { form.elements.q.value = asked; search(); }
})();
