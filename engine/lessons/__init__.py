"""Lessons as data: read, played and measured without a window.

`lesson` has the data classes, `conditions`, `measures` and `predictions` the closed lists that a
file may name, `reading` and `writing` turn files into lessons and back, `playing` plays one to its
end. The format is described for teachers in docs/lessons.md.
"""
