"""Lines on many processors: the same documents as in one process, in the same order.

`workers` are the processes, behind the interface of `concurrent.futures`; `converted` is what they do with a chunk
of lines; `ordered` sends chunks out and takes what came of them in their order.
"""
