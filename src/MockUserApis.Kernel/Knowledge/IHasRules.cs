namespace MockUserApis.Kernel.Knowledge;

/// <summary>What is there because of rules: a line of an update table, a waiver, a setting.</summary>
public interface IHasRules
{
    IEnumerable<Rule> Rules { get; }
}
