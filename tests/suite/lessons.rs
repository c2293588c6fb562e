//! Lesson packs as a teacher gets them: what is written, what is refused, what a class gets back.

mod class;
mod gift;
mod hostile;
mod packs;
