namespace MockUserApis.Kernel.State.Memory;

/// <summary>What all sandboxes in a process's memory may hold together.</summary>
internal sealed class MemoryBounds(MockOptions options)
{
    public MockOptions Options => options;

    public JournalTotal Journals { get; } = new(options.JournalTotalBytes);

    public Quota Changed { get; } = new(options.MaxChangedUsers, options.MaxChangedBytes);
}
