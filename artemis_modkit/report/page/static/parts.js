// Parts of the page that follow the controls: those in sight at once, the others when there is time.
//
// One decision: pictures out of sight wait until they come into it; all that can be read or found
// follows soon, because not everybody reads a page by scrolling.

const soon = globalThis.requestIdleCallback || ((act) => setTimeout(act, 200));

class Part {
  static eye = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) Part.of.get(target)?.seen(isIntersecting);
  }, { rootMargin: "100px" });

  static of = new Map();

  constructor(node, follow, { isPicture = false } = {}) {
    Object.assign(this, { follow, isPicture, isSeen: false, isStale: true });
    Part.of.set(node, this);
    Part.eye.observe(node);
  }

  seen(isSeen) {
    this.isSeen = isSeen;
    if (isSeen && this.isStale) this.now();
  }

  /** Let all that waits follow now. */
  static all() {
    for (const part of Part.of.values()) if (part.isStale) part.now();
  }

  /** Something has changed. */
  update() {
    this.isStale = true;
    if (this.isSeen) this.now();
    else if (!this.isPicture) soon(() => this.isStale && this.now());
  }

  now() {
    this.isStale = false;
    return this.follow();
  }
}
