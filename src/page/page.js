// What the page does beside being read: the reader's choice of colours, values of marks by pointer, touch and keys, and open tables on
// paper. Everything is readable without it. It runs in the browser as it stands here; nothing is stored and nothing is fetched.
;(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)]

  // The switch of colours: a choice for as long as the page is open.
  for (const choice of all('.switch')) {
    choice.hidden = false
    const buttons = all('button', choice)
    for (const button of buttons)
      button.addEventListener('click', () => {
        const { theme } = button.dataset
        if (theme === 'device') delete document.documentElement.dataset.theme
        else document.documentElement.dataset.theme = theme
        for (const one of buttons) one.setAttribute('aria-pressed', String(one === button))
      })
  }

  // Marks: a slider beneath the drawing goes from one to the next, and says each value; the pointer moves it too.
  for (const figure of all('.picture')) {
    const readout = figure.querySelector('.readout')
    const plot = figure.querySelector('.plot')
    if (readout === null || plot === null) continue
    const marks = all('[data-mark]', plot).flatMap((group) => {
      const title = group.querySelector('title')
      if (title === null) return []
      title.remove()
      return [{ group, said: title.textContent ?? '' }]
    })
    if (marks.length === 0) continue
    const perRow = Number(readout.dataset.perRow ?? marks.length)
    let at = 0

    const show = (index) => {
      at = Math.max(0, Math.min(marks.length - 1, index))
      for (const [position, { group }] of marks.entries()) group.classList.toggle('read', position === at)
      plot.classList.add('reading')
      readout.textContent = marks[at].said
      readout.setAttribute('aria-valuenow', String(at + 1))
      readout.setAttribute('aria-valuetext', marks[at].said)
    }
    const rest = () => {
      plot.classList.remove('reading')
      readout.textContent = ''
    }

    readout.hidden = false
    readout.tabIndex = 0
    const attributes = {
      role: 'slider',
      'aria-label': readout.dataset.label,
      'aria-valuemin': '1',
      'aria-valuemax': String(marks.length),
      'aria-valuenow': '1',
      'aria-valuetext': marks[0].said,
    }
    for (const [name, value] of Object.entries(attributes)) readout.setAttribute(name, value)

    const down = perRow < marks.length ? perRow : 1
    const steps = {
      ArrowRight: 1,
      ArrowLeft: -1,
      ArrowDown: down,
      ArrowUp: -down,
      PageDown: down,
      PageUp: -down,
    }
    readout.addEventListener('focus', () => show(at))
    readout.addEventListener('blur', rest)
    readout.addEventListener('keydown', (event) => {
      const to = { Home: 0, End: marks.length - 1 }[event.key] ?? at + (steps[event.key] ?? 0)
      if (event.key in steps || event.key === 'Home' || event.key === 'End') {
        event.preventDefault()
        if (to >= 0 && to < marks.length) show(to)
      } else if (event.key === 'Escape') rest()
    })

    // Whatever mark is nearest: a thin column need not be hit.
    const nearest = ({ clientX, clientY }) => {
      let best = { index: 0, distance: Number.POSITIVE_INFINITY }
      for (const [index, { group }] of marks.entries()) {
        const box = (group.querySelector('.pointable') ?? group).getBoundingClientRect()
        if (box.width === 0 && box.height === 0) continue
        const across = Math.max(box.left - clientX, clientX - box.right, 0)
        const along = Math.max(box.top - clientY, clientY - box.bottom, 0)
        const distance = across * across + along * along
        if (distance < best.distance) best = { index, distance }
      }
      return best.index
    }
    plot.addEventListener('pointerdown', (event) => show(nearest(event)))
    plot.addEventListener('pointermove', (event) => show(nearest(event)))
    plot.addEventListener('pointerleave', (event) => {
      if (event.pointerType === 'mouse' && document.activeElement !== readout) rest()
    })
  }

  // Paper cannot be opened: tables are, but for those that would fill pages.
  let opened = []
  addEventListener('beforeprint', () => {
    opened = all('details:not([open]):not([data-long])')
    for (const one of opened) one.open = true
  })
  addEventListener('afterprint', () => {
    for (const one of opened) one.open = false
  })
})()
