namespace MockUserApis.Kernel.State;

/// <summary>Where a fault acts.</summary>
public enum FaultStage
{
    /// <summary>The operation is not carried out.</summary>
    InPlaceOfOperation,

    BeforeOperation,

    /// <summary>The operation was carried out; its answer suffers.</summary>
    OnDelivery,
}
