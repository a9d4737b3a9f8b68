"""Lines on many processors: the same documents as in one process, in the same order.

`workers` are the processes, with the interface of `concurrent.futures`; `cluster` is the same on other machines.

The filter: `converted` is what a worker does with a chunk of lines; `ordered` sends chunks out and takes their
results in order.

Files: `plan` says which become which; `units` is what a worker does with a part of one, through `places` (where
files are) and `compressors`; `conversions` runs them, and `state` remembers what is finished.
"""
